import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createClientAddress, toLimitKey } from '../../../../server/feeds/http/clientAddress.ts';

function buildRequest(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('the sender of a request', () => {
  it.each([
    ['nobody is trusted', [], '10.0.0.1', '9.9.9.9', '10.0.0.1'],
    ['the proxy is trusted', ['10.0.0.0/8'], '10.0.0.1', '9.9.9.9', '9.9.9.9'],
    ['a sender invents hops', ['10.0.0.1'], '10.0.0.1', '1.1.1.1, 9.9.9.9', '9.9.9.9'],
    ['two proxies in a row', ['loopback', '10.0.0.0/8'], '127.0.0.1', '9.9.9.9, 10.0.0.2', '9.9.9.9'],
    ['the connection is not the proxy', ['10.0.0.0/8'], '8.8.8.8', '9.9.9.9', '8.8.8.8'],
    ['no header', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
    ['a header that is no address', ['loopback'], '127.0.0.1', '<script>', '127.0.0.1'],
    ['IPv4 written as IPv6', ['127.0.0.1'], '::ffff:127.0.0.1', '::ffff:9.9.9.9', '9.9.9.9'],
    ['a proxy on IPv6', ['uniquelocal'], 'fd00::1', '2001:db8::7', '2001:db8::7'],
  ])('is right when %s', (_case, trusted, remote, forwarded, expected) => {
    expect(createClientAddress(trusted)(buildRequest(remote, forwarded))).toBe(expected);
  });

  it('reads no more hops than a chain of proxies could have', () => {
    const forwarded = Array.from({ length: 5_000 }, () => '127.0.0.1').join(', ');
    const address = createClientAddress(['loopback'])(buildRequest('127.0.0.1', `9.9.9.9, ${forwarded}`));
    expect(address).toBe('127.0.0.1');
  });
});

describe('the key of a limit', () => {
  it.each([
    ['9.9.9.9', '9.9.9.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, key) => {
    expect(toLimitKey(address)).toBe(key);
  });
});
