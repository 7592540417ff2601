import { headline, paragraph, sentence } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { AttachmentRecord, ItemBody, MentionRecord, MessageRecord } from '../store/records.ts';

/** What the content of a message is built from. */
export interface ContentSetting {
  readonly random: Random;
  /** `/teams/…/messages/1758…` or `/chats/…`: where hosted contents of this message are. */
  readonly address: string;
  /** People who may be mentioned. */
  readonly people: readonly UserRecord[];
  readonly place: { readonly kind: 'channel' | 'chat'; readonly id: string; readonly name: string };
  /** Stores a file and gives it as an attachment. */
  readonly attachFile: () => AttachmentRecord;
  /** Id and text of an earlier message, if there is one. */
  readonly earlier: { readonly id: string; readonly text: string; readonly sender: string } | undefined;
}

/** The content of a message and who is behind it. */
export interface Content {
  readonly body: ItemBody;
  readonly attachments?: readonly AttachmentRecord[];
  readonly mentions?: readonly MentionRecord[];
  readonly subject?: string;
  readonly importance?: MessageRecord['importance'];
  /** Default: a person. */
  readonly sender?: 'bot' | 'connector' | 'outsider' | 'leaver';
}

type Build = (setting: ContentSetting) => Content;

/** The content kinds of the seed, by weight. Every place with enough messages begins with one of each. */
export const contentKinds: readonly (readonly [build: Build, weight: number])[] = [
  [({ random }) => html(`<p>${escape(paragraph(random))}</p>`), 40],
  [({ random }) => ({ body: { contentType: 'text', content: paragraph(random) } }), 12],
  [mentionsPerson, 8],
  [mentionsPlace, 3],
  [links, 6],
  [styles, 5],
  [lists, 4],
  [quote, 2],
  [code, 3],
  [emoji, 4],
  [image, 2],
  [table, 1],
  [file, 4],
  [twoFiles, 1],
  [card, 4],
  [connectorCard, 1],
  [quotesEarlier, 2],
  [announcement, 1],
  [({ random }) => ({ ...html(`<p>${escape(sentence(random))}</p>`), sender: 'outsider' }), 1],
  [({ random }) => ({ ...html(`<p>${escape(sentence(random))}</p>`), sender: 'leaver' }), 1],
  [({ random }) => ({ ...html(`<p>${escape(sentence(random))}</p>`), importance: 'urgent' }), 1],
];

const html = (content: string): Content => ({ body: { contentType: 'html', content } });

/** Text as it stands in Teams HTML. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attachment(facts: Partial<AttachmentRecord> & Pick<AttachmentRecord, 'id' | 'contentType'>): AttachmentRecord {
  return { contentUrl: null, content: null, name: null, thumbnailUrl: null, teamsAppId: null, ...facts };
}

const tag = (id: string): string => `<attachment id="${id}"></attachment>`;

function attachmentId(random: Random): string {
  return Array.from({ length: 4 }, () => random.integer(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
}

function mentionsPerson({ random, people }: ContentSetting): Content {
  const [first, second] = [random.pick(people), random.pick(people)];
  const mention = (id: number, user: UserRecord): MentionRecord => ({
    id,
    mentionText: user.displayName ?? '',
    mentioned: {
      application: null,
      device: null,
      conversation: null,
      user: { id: user.id, displayName: user.displayName, userIdentityType: 'aadUser' },
    },
  });
  const name = (user: UserRecord): string => escape(user.displayName ?? '');
  return {
    ...html(
      `<p><at id="0">${name(first)}</at>&nbsp;and <at id="1">${name(second)}</at>: ${escape(sentence(random))}</p>`,
    ),
    mentions: [mention(0, first), mention(1, second)],
  };
}

function mentionsPlace({ random, place }: ContentSetting): Content {
  const conversation = { id: place.id, displayName: place.name, conversationIdentityType: place.kind };
  return {
    ...html(`<div><div><at id="0">${escape(place.name)}</at>&nbsp;${escape(sentence(random))}</div></div>`),
    mentions: [
      { id: 0, mentionText: place.name, mentioned: { application: null, device: null, conversation, user: null } },
    ],
  };
}

function links({ random }: ContentSetting): Content {
  const url = `https://docs.example.com/${random.integer(100, 999)}?a=1&amp;b=${random.integer(1, 9)}`;
  return html(
    `<p>${escape(sentence(random))} <a href="${url}" title="${url}" target="_blank" rel="noreferrer noopener">${escape(headline(random))}</a></p>`,
  );
}

function styles({ random }: ContentSetting): Content {
  const words = [headline(random), headline(random)].map(escape);
  return html(
    `<div><b>${words[0]}</b>, <i>${words[1]}</i>, <u>under</u>, <s>not this</s> but <code>npm run build</code> and <strong><em>both</em></strong>.&nbsp;2 * 3 &lt; 7 &amp; _plain_</div>`,
  );
}

function lists({ random }: ContentSetting): Content {
  const item = (inner = ''): string => `<li>${escape(headline(random))}${inner}</li>`;
  return html(
    `<h2>${escape(headline(random))}</h2>\n<ul>\n${item(`\n<ul>${item()}</ul>`)}\n${item()}\n</ul>\n<ol>${item()}${item()}</ol>`,
  );
}

function quote({ random }: ContentSetting): Content {
  return html(`<blockquote>${escape(sentence(random))}</blockquote><p>${escape(sentence(random))}</p>`);
}

function code({ random }: ContentSetting): Content {
  const source = `if retries &lt; ${random.integer(2, 9)}:<br>    retry()`;
  return html(`<p>${escape(sentence(random))}</p><codeblock class="Python"><code>${source}</code></codeblock>`);
}

function emoji({ random }: ContentSetting): Content {
  return html(
    `<p><emoji id="smile" alt="🙂" title="Smile"></emoji> ${escape(sentence(random))} 🎉 <customemoji id="parrot" alt="party parrot" source="https://statics.example.com/parrot.gif"></customemoji></p>`,
  );
}

function image({ random, address }: ContentSetting): Content {
  const id = Buffer.from(`id=x_0-wus-d${random.integer(1, 9)}-${random.integer(1e6, 1e7)},type=1`).toString('base64');
  const source = `https://graph.microsoft.com/v1.0${address}/hostedContents/${id}/$value`;
  return html(
    `<p>${escape(sentence(random))}</p><p><img alt="image" src="${source}" width="63" height="67" itemid="${random.integer(1, 999)}"></p>`,
  );
}

function table({ random }: ContentSetting): Content {
  const row = (): string => `<tr><td>${escape(headline(random))}</td><td>${random.integer(1, 99)}</td></tr>`;
  return html(`<table><tbody>${row()}${row()}</tbody></table><hr>`);
}

function file({ random, attachFile }: ContentSetting): Content {
  const attached = attachFile();
  return { ...html(`<p>${escape(sentence(random))}</p>${tag(attached.id)}`), attachments: [attached] };
}

function twoFiles({ attachFile }: ContentSetting): Content {
  const attached = [attachFile(), attachFile()];
  return { ...html(attached.map(({ id }) => tag(id)).join('')), attachments: attached };
}

function card({ random }: ContentSetting): Content {
  const id = attachmentId(random);
  const content = JSON.stringify({
    type: 'AdaptiveCard',
    version: '1.4',
    body: [{ type: 'TextBlock', text: headline(random), size: 'large', weight: 'bolder' }],
  });
  return {
    ...html(tag(id)),
    attachments: [attachment({ id, contentType: 'application/vnd.microsoft.card.adaptive', content })],
    sender: 'bot',
  };
}

function connectorCard({ random }: ContentSetting): Content {
  const id = attachmentId(random);
  const content = JSON.stringify({ title: headline(random), text: sentence(random), sections: [] });
  const attachments = [attachment({ id, contentType: 'application/vnd.microsoft.teams.card.o365connector', content })];
  return { ...html(tag(id)), attachments, sender: 'connector' };
}

/** The first message of a place has nothing to quote. */
function quotesEarlier({ random, earlier }: ContentSetting): Content {
  if (earlier === undefined) return html(`<p>${escape(sentence(random))}</p>`);
  const content = JSON.stringify({
    messageId: earlier.id,
    messagePreview: earlier.text,
    messageSender: {
      application: null,
      device: null,
      user: { userIdentityType: 'aadUser', id: earlier.sender, displayName: null },
    },
  });
  return {
    ...html(`${tag(earlier.id)}\n<p>${escape(sentence(random))}</p>`),
    attachments: [attachment({ id: earlier.id, contentType: 'messageReference', content })],
  };
}

function announcement({ random }: ContentSetting): Content {
  return { ...html(`<p>${escape(paragraph(random))}</p>`), subject: headline(random), importance: 'high' };
}
