import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../../connection/review/reviewRequests.ts';
import { newKey } from '../../lib/desk/newKey.ts';

/** Something that is sent to the session. */
interface Deed {
  readonly isBusy: boolean;
  /** Why it was not done, as a sentence. */
  readonly fault: string | null;
  /** What was wrong, as the contract names it; null where it names nothing. */
  readonly code: string | null;
  /** Sends once at a time; true when it went well. The same body sent again keeps its key, so that it is not done twice. */
  run<Body extends object>(body: Body, send: (body: Body, key: string) => Promise<unknown>): Promise<boolean>;
}

/** Sends deeds and says why one was not done. */
export function useDeed(): Deed {
  const { t } = useTranslation('review');
  const last = useRef({ text: '', key: '' });
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);
  return {
    isBusy,
    fault,
    code,
    async run(body, send) {
      if (isBusy) return false;
      setBusy(true);
      setFault(null);
      setCode(null);
      const text = JSON.stringify(body);
      if (last.current.text !== text) last.current = { text, key: newKey() };
      try {
        await send(body, last.current.key);
        last.current = { text: '', key: '' };
        return true;
      } catch (error) {
        const isRefused = error instanceof RefusedError;
        if (isRefused) last.current = { text: '', key: '' };
        setFault(isRefused ? error.message : t('sendFailed'));
        setCode(isRefused ? error.code : null);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
