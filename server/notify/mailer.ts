import { createTransport } from 'nodemailer';
import type { Mail } from '../domain/timeliness/reminderTexts.ts';

/** A way out for mail. */
export interface Mailer {
  /** Throws where the mail server did not take it. */
  send(mail: Mail): Promise<void>;
  stop(): void;
}

const timeoutMs = 15_000;

/** Mail over SMTP, `smtp://user:password@host:587` or `smtps://…`; plain text only. */
export function createMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const options = {
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(options, { from });
  const host = from.slice(from.indexOf('@') + 1);
  return {
    async send({ to, subject, text, id }) {
      await transport.sendMail({ to, subject, text, messageId: `<${id}@${host}>` });
    },
    stop: () => transport.close(),
  };
}
