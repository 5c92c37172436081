import { type MutableToken, OAuth2Server } from 'oauth2-mock-server';

/** What the issuer tells of whoever comes next. */
export interface Claims {
  readonly sub: string;
  readonly email: string;
  readonly email_verified?: boolean;
  readonly [claim: string]: unknown;
}

/** A single sign-on on loopback. */
export interface TestIssuer {
  readonly url: string;
  /** Settings of a server that knows it. */
  readonly env: Readonly<Record<string, string>>;
  /** Whoever comes next is this person. */
  say(claims: Claims): void;
  stop(): Promise<void>;
}

/** Starts a real OpenID Connect server that lets everyone in as whom it was told. */
export async function startIssuer(port = 0): Promise<TestIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(port, '127.0.0.1');
  const url = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = url;
  let claims: Claims = { sub: 'nobody', email: 'nobody@x.id' };
  server.service.on('beforeTokenSigning', ({ payload }: MutableToken) => {
    Object.assign(payload, claims);
  });
  return {
    url,
    env: { OIDC_ISSUER: url, OIDC_CLIENT_ID: 'simpul', OIDC_CLIENT_SECRET: 'rahasia', OIDC_LABEL: 'SSO Uji' },
    say: (next) => {
      claims = next;
    },
    stop: () => server.stop(),
  };
}
