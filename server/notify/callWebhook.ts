const timeoutMs = 10_000;

/**
 * Posts JSON to an address that the admin set. Redirects are not followed: they could lead to where nobody agreed to send anything. Throws
 * on any answer but 2xx; the answer's body is not read.
 */
export async function callWebhook(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`webhook answered ${answer.status}`);
}
