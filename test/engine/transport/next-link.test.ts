import { describe, expect, it } from 'vitest';
import { differenceOf, followDifference, nextOfLinkHeader } from '../../../src/engine/transport/next-link.ts';

const sent = new URL('https://api.example/v1/users?%24top=50&%24select=id,name');

describe('a link to the next page', () => {
  it.each([
    ['https://api.example/v1/users?$top=50&$select=id,name&$skiptoken=a%2Bb', { set: { $skiptoken: ['a+b'] } }],
    ['/v1/users?$skiptoken=x', { set: { $skiptoken: ['x'] }, drop: ['$top', '$select'] }],
    ['https://api.example/v1/users/delta?$top=50&$select=id,name', { path: '/v1/users/delta' }],
    ['?x=1&x=2', { set: { x: ['1', '2'] }, drop: ['$top', '$select'] }],
    ['/v1/users?$top=20&$select=id,name&$skiptoken=x', { set: { $top: ['20'], $skiptoken: ['x'] } }],
    [
      '/v1/users?$skiptoken=x&$select=id,name&$top=50',
      { set: { $skiptoken: ['x'] }, order: ['$skiptoken', '$select', '$top'] },
    ],
  ])('%s is kept as its difference, and followed as it was given', (link, difference) => {
    expect(differenceOf(sent, link)).toEqual(difference);
    const there = new URL(link, sent);
    const followed = followDifference(sent, difference);
    expect(followed.pathname).toBe(there.pathname);
    expect([...followed.searchParams]).toEqual([...there.searchParams]);
  });

  it.each([
    'https://evil.example/v1/users',
    'http://api.example/v1/users',
    '//evil.example',
    'https://u:p@api.example/',
    'https://api.example:444/',
    'http://[',
  ])('%s is not followed', link => {
    expect(() => differenceOf(sent, link)).toThrow(expect.objectContaining({ code: 'PROVIDER_MALFORMED' }) as Error);
  });
});

describe('a Link header', () => {
  it.each([
    ['<https://api.example/?page=2>; rel="next"', 'https://api.example/?page=2'],
    ['<https://a/?p=1>; rel="prev", <https://a/?p=3,4>; rel="next"; title="x"', 'https://a/?p=3,4'],
    ['<https://a/>; rel=next', 'https://a/'],
    ['<https://a/>; rel="last next"', 'https://a/'],
    ['<https://a/>; rel="nextish"', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j leads to %j', (header, next) => {
    expect(nextOfLinkHeader(header)).toBe(next);
  });
});
