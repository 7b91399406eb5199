import type { Citation } from '../../../core/contract/brief.ts'
import type { Interview, Proposal, Turn } from '../../../core/contract/conversation.ts'
import type { Estimate } from '../../../core/contract/usage.ts'
import { asked, type ConversationSetting, noConversation } from './fake-conversation.ts'
import { type Setting, settings } from './fake-world.ts'
import { extractive, hour, id, present, run, server, three, withModel } from './samples.ts'

const base = settings().work
const cited = (): Citation[] => {
  const [first] = extractive.themes[0]!.statements
  if (first?.state !== 'quoted') throw new Error('The samples have no quoted statement any more')
  return first.citations
}

const withTalk = (talk: Partial<ConversationSetting>, changes: Partial<Setting> = {}): Setting =>
  settings({
    work: { ...base, sources: three, brief: extractive },
    talk: { ...noConversation, ...talk },
    ...changes,
  })
const conversation = (turns: Turn[], changes: Partial<ConversationSetting['conversation']> = {}) => ({
  conversation: { ...noConversation.conversation, turns, ...changes },
})
const online = { state: 'online', server, capabilities: withModel } as const

const tools: Turn['tools'] = [
  { tool: 'search', says: 'Searched your sources for “paved area peak flow”: 6 passages' },
  { tool: 'search_channel', says: 'Searched your own videos: 1 passage' },
]

export const proposal = (changes: Partial<Proposal> = {}): Proposal => ({
  id: id(760),
  turnId: id(702),
  kind: 'angle',
  title: 'The water that never reaches a pipe',
  text: 'Everybody explains drains. Nobody shows where the water goes that no gauge sees.',
  why: 'None of your three videos says it; two papers do.',
  citations: cited(),
  own: [],
  state: 'offered',
  edited: null,
  decidedAt: null,
  ...changes,
})

const byModel = { by: 'model', name: 'gpt-5-mini', promptVersion: 'turn-1', dropped: 0 } as const
const bySearch = { by: 'extractive', name: 'search-1' } as const

const answered = asked(1, 'How much does paving change the peak flow?', {
  state: 'done',
  method: byModel,
  tools,
  answer: [
    { standing: 'plain', text: 'Two of your sources answer this.' },
    {
      standing: 'quoted',
      text: 'A tenth more paved area about doubles the peak of a small catchment.',
      citations: cited(),
      channel: [],
    },
    {
      standing: 'quoted',
      text: 'You have said so yourself.',
      citations: [],
      channel: [
        {
          channelId: 'UCsample',
          videoId: 'sponge_city',
          title: 'Why your street floods',
          quote: 'pave a tenth more and the peak doubles',
          startMs: 252_000,
          link: 'https://www.youtube.com/watch?v=sponge_city&t=252s',
        },
      ],
    },
    {
      standing: 'own',
      text: 'In hilly cities the effect is probably larger still.',
      failedQuotes: ['hills make it worse by a third'],
    },
  ],
  next: ['What does a retention basin cost?', 'Who says that the effect is smaller, and when?'],
})

const proposing = asked(2, 'Propose an angle that none of the videos has.', {
  state: 'done',
  method: byModel,
  answer: [{ standing: 'plain', text: 'Here is one, to take, change or refuse.' }],
  proposals: [
    proposal({
      own: [
        {
          how: 'repeat',
          channelId: 'UCsample',
          videoId: 'sponge_city',
          title: 'Why your street floods',
          published: '2024-05-02',
          quote: 'and nobody shows you where the water goes',
          startMs: 252_000,
          link: 'https://www.youtube.com/watch?v=sponge_city&t=252s',
          why: 'Both speak of where the water goes.',
        },
      ],
    }),
    proposal({
      id: id(761),
      title: 'Thirty years, one gauge',
      state: 'accepted',
      edited: { title: 'One gauge, thirty years', text: 'The gauge on my own street.' },
      decidedAt: new Date(present).toISOString(),
    }),
    proposal({ id: id(762), title: 'Drains, explained again', state: 'refused' }),
  ],
  next: ['What does a retention basin cost?'],
})

const searched = asked(1, 'What does a retention basin cost?', {
  state: 'done',
  method: bySearch,
  remarks: ['One of your sources is in German: it was searched by its own words.'],
  tools: tools.slice(0, 1),
  answer: [
    {
      standing: 'plain',
      text: 'No model is set, so this is what your sources say in their own words. The nearest first:',
    },
    { standing: 'quoted', text: cited()[0]!.anchor.exact, citations: cited(), channel: [] },
  ],
})

const streaming = asked(3, 'Where do my sources contradict each other?', { state: 'running' })
const long = 'supercalifragilistic'.repeat(14)

const interview: Interview = {
  id: id(780),
  projectId: id(101),
  runId: id(781),
  createdAt: new Date(present - hour).toISOString(),
  method: bySearch,
  questions: [
    {
      id: id(782),
      about: 'story',
      question: 'When did water last come where you did not expect it, and what did you do?',
      why: 'Your sources have measurements and no one person.',
      sourceId: three[0]!.id,
    },
    {
      id: id(783),
      about: 'opinion',
      question: 'Who should pay for it: the city, or whoever paves?',
      why: 'Two of your sources part on this, and neither is you.',
      sourceId: null,
    },
    {
      id: id(784),
      about: 'mistake',
      question: 'What did you believe about drains that turned out to be wrong?',
      why: 'Nobody in your sources was ever wrong.',
      sourceId: null,
    },
  ],
}

const notes = [
  {
    id: id(771),
    projectId: id(101),
    text: 'Film the culvert behind the school before they cover it.',
    citations: [],
    by: 'creator' as const,
    turnId: null,
    createdAt: new Date(present - hour).toISOString(),
  },
  {
    id: id(772),
    projectId: id(101),
    text: 'Ten per cent more paving, double the peak: good for the hook.',
    citations: cited(),
    by: 'agent' as const,
    turnId: id(701),
    createdAt: new Date(present - 2 * hour).toISOString(),
  },
]

export const estimate = (changes: Partial<Estimate> = {}): Estimate => ({
  to: { host: 'api.openai.com', model: 'gpt-5-mini', local: false },
  sends: [{ what: 'Your question', tokens: 12 }],
  inputTokens: 5_200,
  exact: true,
  outputTokens: 1_200,
  cost: 0.0037,
  cached: 0,
  over: null,
  ...changes,
})

/** The conversation in every state that somebody will look at. */
export const talkScenarios: Record<string, () => Setting> = {
  'talk-empty': () => withTalk({}),
  'talk-typing': () =>
    withTalk(
      {
        draft: 'What does a retention basin cost, and who says so?',
        hears: 'and when',
      },
      { connection: online, estimate: estimate() },
    ),
  'talk-over': () =>
    withTalk(
      {
        draft: 'Everything about everything',
      },
      {
        connection: online,
        estimate: estimate({
          over: 'This would go over your cap of 200,000 tokens a month: 1,200 are left. Raise it in the settings, or wait until 1 December.',
        }),
      },
    ),
  'talk-answered': () => withTalk(conversation([answered]), { connection: online }),
  'talk-searched': () => withTalk(conversation([searched], { more: true })),
  'talk-going': () =>
    withTalk(
      conversation([answered, streaming], {
        going: {
          [streaming.id]: {
            said: 'They part on one thing: how much the peak grows. The older of the two gives a doubling, the',
            tools: [{ tool: 'list_claims', says: 'Looked through 14 claims' }],
          },
        },
      }),
      { connection: online },
    ),
  'talk-proposals': () => withTalk(conversation([proposing]), { connection: online }),
  'talk-failed': () =>
    withTalk(
      conversation([
        asked(1, 'What does a basin cost?', {
          state: 'failed',
          unchecked: 'A basin of the size that the city plans costs',
          error: {
            message:
              'api.openai.com refused the key. Set OPENAI_API_KEY to one that is valid for gpt-5-mini, and start the server again.',
            retryable: false,
          },
        }),
        asked(2, 'And who pays for it?', {
          state: 'cancelled',
          error: { message: 'You cancelled it.', retryable: true },
        }),
      ]),
      { connection: online },
    ),
  'talk-offline': () =>
    withTalk(
      {
        ...conversation([answered], {
          state: 'failed',
          failure: { code: 'offline', message: 'The server does not answer.' },
        }),
        draft: 'Kept until the server is back',
      },
      { connection: { state: 'offline', server, since: present - 60_000 } },
    ),
  'talk-long': () =>
    withTalk(
      conversation([
        asked(1, `${long} שלום עולם`, {
          state: 'done',
          method: bySearch,
          answer: [
            { standing: 'own', text: `${long} מה שאף אחד לא אומר`, failedQuotes: [long] },
            { standing: 'quoted', text: long, citations: cited(), channel: [] },
          ],
          next: [long],
        }),
      ]),
    ),
  'talk-notes': () => withTalk(conversation([answered], { notes })),
  'talk-interview': () => withTalk(conversation([answered], { interview })),
  'talk-interview-going': () =>
    withTalk(conversation([answered]), {
      work: {
        ...base,
        sources: three,
        runs: [run(51, { kind: 'interview', state: 'running', projectId: base.projectId })],
      },
    }),
}
