import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

describe('the path of a custom call', () => {
  const send = (path: string) =>
    desk.raw(`GET ${path} HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${desk.key}\r\nconnection: close\r\n\r\n`);

  it.each([
    '/custom/../me',
    '/custom/a/../../me',
    '/custom/a/./b',
    '/custom/%2e%2e/me',
    '/custom/%2E./me',
    '/custom/..%2fme',
    '/custom/a%2Fb',
    '/custom/a%5cb',
    '/custom/a\\b',
    '/custom/%00',
    '/custom/a%0d%0ab',
    '/custom/a%09',
    '/custom//evil.example/x',
    '/custom/a//b',
    '/custom/%252e%252e/me',
    '/custom/..;/me',
    '/custom/a;b=c',
    '/custom/a%3bb',
    '/custom/%c0%ae%c0%ae/me',
    '/custom/%ef%bc%8e%ef%bc%8e/me',
    '/custom/a%ef%bc%8fb',
    '/custom/%e2%80%a5/me',
    '/custom/..%20/me',
    '/custom/.../me',
    '/custom/%zz',
    '/custom/%',
    '/custom/a|b',
    '/custom/a#b',
    '/%63ustom/x',
    'http://evil.example/custom/x',
    'http://evil.example/x/custom/x',
    '/custom/x?a=%00',
    '/custom/x?a=b%zz',
    '/custom/x?a="b"',
  ])('%s is refused before anything is sent', async path => {
    const { status } = await send(`${path}${path.includes('?') ? '&' : '?'}integrated_account_id=${desk.accountId}`);
    expect([[400, 404].includes(status), desk.sent]).toEqual([true, []]);
  });

  it.each([
    ['/custom/', '/v2/'],
    ['/custom/a/', '/v2/a/'],
    ["/custom/a'(b)*!$&+,=:@~-._", "/v2/a'(b)*!$&+,=:@~-._"],
    ['/custom/.well-known/a..b', '/v2/.well-known/a..b'],
    ['/custom/%7Bx%7D/100%25', '/v2/%7Bx%7D/100%25'],
    ['/custom/19%3Ax%40thread.v2', '/v2/19%3Ax%40thread.v2'],
    ['/custom/%E2%82%AC', '/v2/%E2%82%AC'],
  ])('%s is sent as it is', async (path, expected) => {
    desk.answers({ body: {} });
    await send(`${path}?integrated_account_id=${desk.accountId}`);
    expect(desk.sent.map(text => text.split(' HTTP/1.1')[0])).toEqual([`GET ${expected}`]);
  });
});
