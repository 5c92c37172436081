/** What of a request's headers tells where it was made. */
export interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly cookie?: string | undefined;
}

/** An `Origin` must be the host that was asked for, or `PUBLIC_URL`; none at all is fine where no cookie is sent (CONTRACT). */
export function isAllowedOrigin(headers: OriginHeaders, publicUrl: string | undefined): boolean {
  const { origin, host, cookie } = headers;
  if (origin === undefined) return cookie === undefined;
  if (publicUrl !== undefined && origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return (
    url.host === host && (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === origin
  );
}
