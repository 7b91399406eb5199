import type { Angle } from '../../../core/contract/decision.ts'
import type { Beat } from '../../../core/contract/script.ts'
import type { Steering } from '../../../core/contract/voice.ts'
import { shown, withhold } from '../../../core/machine-words/withhold.ts'
import type { Counting, Message } from '../../model/chat.ts'
import { type Fence, type FencedSource, fenced, fenceRule } from '../../model/fence.ts'
import type { BeatMaterial } from '../beat-material.ts'
import { languageName } from '../language-name.ts'
import { voiceLines, voicePassages } from './voice-lines.ts'

/** Changes with every change of the words below; stored with each draft. */
export const DRAFT_PROMPT_VERSION = 'draft-1'

/** What is the same for all beats of a script: it stands first, so that a provider need not read it again. */
export interface DraftFrame {
  angle: Angle | null
  beats: readonly Pick<Beat, 'id' | 'kind' | 'title' | 'purpose'>[]
  steering: Steering | null
  /** BCP 47. */
  language: string | null
}

export interface BeatAsked {
  /** In `frame.beats`. */
  beatId: string
  material: BeatMaterial
  /** Words that it is to have. */
  words: number
  /** The last that is said before it. */
  before: string
  /** Sentences of it that stay, in order. */
  kept: readonly string[]
  wish: string | null
}

const QUOTE_CHARS = 360
const BEFORE_CHARS = 700
const LINE_CHARS = 160
/** Three drafts with their quotes and cues, in tokens for each word. */
const TOKENS_A_WORD = 3 * 2.2

/**
 * Asks for three drafts of one beat in one answer: what they are written from is sent and paid for once.
 * @param fence of the installation
 */
export function draftRequest(
  frame: DraftFrame,
  asked: BeatAsked,
  fence: Fence,
): { messages: Message[]; options: Counting & { step: string; fence: string } } {
  const passages = frame.steering ? voicePassages(frame.steering) : []
  // One word for the whole script, so that what stands first is the same for each beat.
  const word = fence(JSON.stringify([passages, frame.beats.map(({ id }) => id), frame.angle?.title ?? '']))
  const messages: Message[] = [
    { role: 'system', content: instructions(word, frame.language) },
    {
      role: 'user',
      content: [
        ...(frame.steering ? [voiceLines(frame.steering)] : []),
        ...(passages.length > 0 ? [fenced(passages, () => word).text] : []),
        videoLines(frame),
      ].join('\n\n'),
    },
    { role: 'user', content: beatLines(frame, asked, word) },
  ]
  return {
    messages,
    options: { step: 'draft', expect: Math.round(asked.words * TOKENS_A_WORD) + 200, fence: word },
  }
}

/** What could not be used of an answer is told once. */
export const DRAFT_REPAIRS = {
  nothing:
    'There was no draft in your answer. Write the three drafts in the lines described, with what there is.',
  language: (language: string) =>
    `That was in another language. Write the three drafts again, in ${languageName(language)}.`,
  elsewhere:
    'That was about something else. Write the three drafts again, for this beat and from its quotes.',
  copied:
    'Each draft repeats more than twelve words in a row of a source or of the creator’s own videos. Write the three drafts again, in words of your own: what is to stand literally goes in quotation marks.',
} as const

const instructions = (fence: string, language: string | null) =>
  `You write the script of an educational video, one beat at a time, in words that its creator says aloud.

The next message says how the creator talks and what the video is. The last one holds one beat: its quotes, what is said before it, and what it is for. ${fenceRule(fence)} S1, S2 and so on are sources; K1, K2 are what the creator knows themselves; V is how they talk and is no source: take nothing from what it is about.

Write three drafts of this beat that truly differ. A: straight, from the point to what follows. B: from something that one can see or that happened, then the point. C: from the question or the mistake that a viewer would have. Each is lines, nothing else:
=== A
- one sentence, as it is said
> S1: the quote that bears it out, copied character by character out of that source, a clause of 4 to 30 words
~ what is to be seen meanwhile, where something is
=== B
=== C

- A fact has its quote on the line below. A sentence without one is talk, a view or a turn, and says no fact. Quotes that are not literally there are thrown away.
- Say it in your own words. At most twelve words in a row may be a source's, unless they stand in quotation marks “ ” with who says it.
- Numbers and names as the sources have them. Nothing that no source says.
- Go on from what was said before; do not greet again, do not sum up, do not say what comes next unless the beat is for that.
- Write for the ear, ${language ? `in ${languageName(language)}` : 'in the language of the beat'}. No headings, no links, no names of sources in brackets.`

function videoLines({ angle, beats }: DraftFrame): string {
  return [
    ...(angle
      ? [
          `The video: ${line(angle.title)}`,
          `It promises: ${line(angle.promise)}`,
          ...(angle.audience ? [`For: ${line(angle.audience)}`] : []),
          ...(angle.fresh ? [`New in it: ${line(angle.fresh)}`] : []),
        ]
      : []),
    'Its beats:',
    ...beats.map(({ kind, title }, at) => `${at + 1}. ${kind}: ${line(title, 80)}`),
  ].join('\n')
}

function beatLines(
  { beats }: DraftFrame,
  { beatId, material, words, before, kept, wish }: BeatAsked,
  word: string,
): string {
  const at = beats.findIndex(({ id }) => id === beatId)
  const beat = beats[at]!
  const sources = beatSources(material)
  return [
    sources.length > 0
      ? fenced(sources, () => word).text
      : 'There are no quotes for this beat: say no facts.',
    before
      ? `Said just before: ${line(before.slice(-BEFORE_CHARS), BEFORE_CHARS)}`
      : 'Nothing is said before it.',
    ...(kept.length > 0
      ? [
          `These sentences of it stay as they are. Write what goes around them, without saying the same, and mark the place of each with a line such as “= 1”:`,
          ...kept.map((text, n) => `${n + 1}. ${line(text, 300)}`),
        ]
      : []),
    `Write beat ${at + 1}, ${beat.kind}: ${line(beat.title)}`,
    ...(beat.purpose ? [`It is for: ${line(beat.purpose, 400)}`] : []),
    ...(wish ? [`The creator wishes: ${line(wish, 1_000)}`] : []),
    `Each draft has about ${words} words.`,
  ].join('\n')
}

/** A beat's quotes by their source, and what the creator knows. */
export function beatSources({ quotes, sources, knowledge }: BeatMaterial): FencedSource[] {
  const own = new Map(knowledge.map(({ ref, text }) => [ref, text]))
  return sources.flatMap(({ ref, kind, title }): FencedSource[] => {
    const passages = quotes
      .filter(each => each.ref === ref)
      .map(({ citation }) => citation.anchor.exact.slice(0, QUOTE_CHARS))
    const known = own.get(ref)
    if (known) passages.push(known)
    return passages.length > 0 ? [{ ref, kind, title: title.slice(0, 120), passages }] : []
  })
}

/** On one line and without what speaks to machines: it was decided by the creator, and offered from sources. */
function line(text: string, most = LINE_CHARS * 3): string {
  const said = shown(withhold(text).text).replace(/\s+/g, ' ').trim()
  return said.length > most ? `${said.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : said
}
