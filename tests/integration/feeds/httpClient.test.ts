import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, isInnerAddress } from '../../../server/feeds/httpClient.ts';

const open: { close(): unknown }[] = [];
const { signal } = new AbortController();

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function serve(listener: RequestListener, maxBytes = 100_000) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createHttpClient({
    feedBase: `http://127.0.0.1:${port}`,
    maxBytes,
    deadlineMs: 2_000,
    retries: 0,
  });
  open.push({ close: () => server.close() }, client);
  return { requests, get: (path = '/a') => client.getText(`https://source.test${path}`, signal) };
}

describe('the way out to public sources', () => {
  it('asks whether an answer changed, and reads the kept one when it did not', async () => {
    let version = 1;
    const { get, requests } = await serve((request, response) => {
      const etag = `"v${version}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { etag }).end(`text ${version}`);
    });
    expect(await get()).toBe('text 1');
    expect(await get()).toBe('text 1');
    version = 2;
    expect(await get()).toBe('text 2');
    expect(await get()).toBe('text 2');
    expect(requests.map((request) => request.headers['if-none-match'])).toEqual([
      undefined,
      '"v1"',
      '"v1"',
      '"v2"',
    ]);
  });

  it('asks by date where the source gives only that, and by nothing where it gives neither', async () => {
    const date = 'Mon, 23 Nov 2026 01:00:00 GMT';
    const { get, requests } = await serve((request, response) => {
      response.writeHead(200, request.url?.endsWith('/dated') ? { 'last-modified': date } : {}).end('x');
    });
    for (const path of ['/dated', '/dated', '/plain', '/plain']) await get(path);
    expect(requests.map((request) => request.headers['if-modified-since'])).toEqual([
      undefined,
      date,
      undefined,
      undefined,
    ]);
  });

  it('takes a 304 that nobody asked for as a fault', async () => {
    const { get } = await serve((_, response) => response.writeHead(304).end());
    await expect(get()).rejects.toMatchObject({ code: 'http', status: 304 });
  });

  it('follows no redirect, be it to another host or to itself', async () => {
    const { get, requests } = await serve((_, response) =>
      response.writeHead(302, { location: 'https://elsewhere.test/' }).end(),
    );
    await expect(get()).rejects.toMatchObject({ code: 'http', status: 302 });
    expect(requests).toHaveLength(1);
  });

  it('asks for nothing compressed and unpacks nothing, so that a bomb stays a few bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { get, requests } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    await expect(get()).rejects.toMatchObject({ code: 'invalid' });
    expect(requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  it('stops reading at the cap, whatever length was announced', async () => {
    const { get } = await serve((_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      for (let part = 0; part < 20; part += 1) response.write(Buffer.alloc(10_000, 0x20));
      response.end();
    });
    await expect(get()).rejects.toMatchObject({ code: 'too-large' });
  });

  it('calls an answer that ends before its announced length unreachable, not short', async () => {
    const { get } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"Infogempa":');
      response.socket?.end();
    });
    await expect(get()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it.each([
    ['text/xml; charset=ISO-8859-1', Buffer.from('gempa di \xe9', 'latin1'), 'gempa di é'],
    ['application/json; charset=utf-8', Buffer.from('\ufeff{"a":"é"}'), '{"a":"é"}'],
    ['application/json', Buffer.from('{"a":"é"}'), '{"a":"é"}'],
    ['application/json; charset=utf-8', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['text/plain; charset=nonsense', Buffer.from('é'), 'é'],
  ])('reads %s as it is meant', async (type, bytes, text) => {
    const { get } = await serve((_, response) =>
      response.writeHead(200, { 'content-type': type }).end(bytes),
    );
    expect(await get()).toBe(text);
  });

  it('never asks an inner address, named by number or hidden in IPv6', async () => {
    const client = createHttpClient({ deadlineMs: 500, retries: 0 });
    open.push(client);
    for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '[::1]', '[::ffff:7f00:1]', 'localhost'])
      await expect(client.getText(`https://${host}/`, signal), host).rejects.toMatchObject({
        code: 'unreachable',
      });
    expect(['8.8.8.8', '2001:4860:4860::8888'].map(isInnerAddress)).toEqual([false, false]);
    expect(['::ffff:10.0.0.1', 'not an address', 'fe80::1'].map(isInnerAddress)).toEqual([true, true, true]);
  });
});
