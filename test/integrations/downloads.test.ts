import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { startSlackSandbox, type SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import type { FileAsked, UnifiedRecord } from '../../src/engine/call.ts';
import { openSandboxEngine, type SandboxEngine } from '../support/sandbox-engine.ts';
import { openGoogleChat } from './googlechat-house.ts';
import { openGraphHouse } from './graph-house.ts';

let slackSandbox: SlackSandbox;
let googleSandbox: GoogleChatSandbox;
let graphSandbox: GraphSandbox;
let slack: SandboxEngine;
let googlechat: SandboxEngine;
let msteams: SandboxEngine;
let microsoft: SandboxEngine;

beforeAll(async () => {
  slackSandbox = await startSlackSandbox();
  googleSandbox = await startGoogleChatSandbox();
  graphSandbox = await startGraphSandbox();
  slack = await openSandboxEngine({
    integration: 'slack',
    dial: `slack.com=${slackSandbox.address},files.slack.com=${slackSandbox.address}`,
    credentials: { bot: { access_token: slackSandbox.tokens.workspace1.bot } },
  });
  googlechat = await openGoogleChat(googleSandbox, 'user', googleSandbox.accounts.member.accessToken);
  const { delegated, application } = graphSandbox.tokens.tenant2;
  msteams = await openGraphHouse(graphSandbox, 'msteams', delegated);
  microsoft = await openGraphHouse(graphSandbox, 'microsoft', application);
});
afterAll(async () => {
  await Promise.all([slack, googlechat, msteams, microsoft].map(house => house.close()));
  await Promise.all([slackSandbox, googleSandbox, graphSandbox].map(sandbox => sandbox.close()));
});

/** A file that can be downloaded, with all that is known of it. */
async function findFile(house: SandboxEngine): Promise<UnifiedRecord> {
  const { records } = await house.list('attachments', { limit: 200 });
  const own = records.find(({ file_url: url }) => String(url).startsWith('/unified/'));
  return house.get('attachments', String(own?.['id']));
}

/** The content as text of single bytes, and the headers that say which bytes they are. */
async function download(house: SandboxEngine, id: unknown, asked: FileAsked = {}) {
  const answer = await house.download(String(id), asked);
  if (answer.kind !== 'file') throw new Error('It is a link.');
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array));
  const { status, fileName, contentType = answer.headers['content-type'] } = answer;
  return {
    status,
    fileName,
    contentType,
    range: answer.headers['content-range'],
    content: Buffer.concat(chunks).toString('latin1'),
  };
}

const houses = { slack: () => slack, googlechat: () => googlechat, msteams: () => msteams, microsoft: () => microsoft };

describe.each(['slack', 'googlechat', 'msteams', 'microsoft'] as const)('a file of %s', name => {
  it('is as long as its record says, and has its name and type', async () => {
    const house = houses[name]();
    const record = await findFile(house);
    const file = await download(house, record.id);
    expect({ ...file, content: file.content.length }).toEqual({
      status: 200,
      fileName: record['file_name'],
      contentType: record['content_type'],
      range: undefined,
      content: record['size'] ?? file.content.length,
    });
    expect(file.content.length).toBeGreaterThan(0);
  });

  it('gives the range that is asked for, and says when there is none', async () => {
    const house = houses[name]();
    const { id } = await findFile(house);
    const whole = await download(house, id);
    const part = await download(house, id, { range: 'bytes=3-9' });
    const outside = await download(house, id, { range: 'bytes=999999999-' });
    expect([part, outside].map(({ status, content, range }) => ({ status, content, range }))).toEqual([
      { status: 206, content: whole.content.slice(3, 10), range: `bytes 3-9/${whole.content.length}` },
      { status: 416, content: '', range: `bytes */${whole.content.length}` },
    ]);
  });
});

describe('an attachment that is no file', () => {
  it('of Slack is where it leads to, for the record and for its download', async () => {
    const { records } = await slack.list('attachments', { limit: 1000 });
    const link = records.find(({ file_url: url }) => String(url).startsWith('https://'));
    expect(await slack.download(String(link?.id))).toEqual({ kind: 'redirect', url: link?.['file_url'] });
  });

  it('is not found by a download either', async () => {
    await expect(slack.download('F0NOTTHERE')).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
  });
});
