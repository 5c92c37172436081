/** The secret of a guest link that an address holds behind `#kunci=`; null for none. Pure. */
export function toSecret(hash: string): string | null {
  return /^#kunci=([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? null;
}

/** Takes the secret out of the page's address at once: nobody who sees or shares the address may come in by it. */
export function takeSecret(): string | null {
  const secret = toSecret(location.hash);
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  return secret;
}
