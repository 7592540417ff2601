import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.end());

describe('the catalogue', () => {
  it('lists integrations with how to link them and what they can do, and why others were refused', async () => {
    expect((await scene.call({ url: '/integrations' })).body).toEqual({
      result: [
        {
          name: 'chat',
          label: 'Chat',
          docs: 'https://chat.example/docs',
          serving: 'current',
          auth: [
            {
              name: 'bot_token',
              style: 'fields',
              credentials: ['bot'],
              fields: [
                {
                  name: 'token',
                  label: 'Bot token',
                  secret: true,
                  required: true,
                  pattern: '^cht_',
                  description: 'From the settings.',
                },
              ],
            },
            { name: 'oauth', style: 'oauth2_code', credentials: ['bot', 'user'] },
          ],
          resources: [
            {
              model: 'talk',
              resource: 'notes',
              methods: [
                { name: 'list', supported: true, state: 'full' },
                {
                  name: 'get',
                  supported: false,
                  state: 'unsupported',
                  reason: 'Its definition has no such method.',
                },
                {
                  name: 'print',
                  supported: false,
                  state: 'unsupported',
                  reason: 'Its definition has no such method.',
                },
                { name: 'delete', supported: false, state: 'unsupported', reason: 'Chat keeps every note.' },
              ],
            },
          ],
        },
      ],
      next_cursor: null,
      prev_cursor: null,
      result_count: 1,
      problems: [
        {
          code: 'DEFINITION_INVALID',
          severity: 'error',
          file: 'integrations/broken/integration.yaml',
          line: 3,
          column: 1,
          message: 'There is no key "lable".',
          hint: 'Did you mean "label"?',
          excerpt: 'lable: Broken\n^',
        },
      ],
    });
  });

  it('lists models with their resources, filters as callers write them, and schemas', async () => {
    expect((await scene.call({ url: '/unified-models' })).body).toEqual({
      result: [
        {
          name: 'talk',
          label: 'Talk',
          description: 'Notes and who wrote them.',
          serving: 'current',
          resources: [
            {
              name: 'notes',
              description: 'A note.',
              methods: [
                { name: 'list', description: 'Newest first.' },
                { name: 'get', description: 'One note.' },
                { name: 'print', description: 'A note on paper.' },
                { name: 'delete', description: 'Deletes a note.' },
              ],
              filters: [{ name: 'created_at[gt]', type: 'date-time', description: 'After this time.' }],
              includes: ['remote_data', 'deleted'],
              schema: { type: 'object', properties: { id: {}, text: {}, created_at: {} } },
            },
          ],
        },
      ],
      next_cursor: null,
      prev_cursor: null,
      result_count: 1,
    });
  });
});
