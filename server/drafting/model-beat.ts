import { bestFirst } from '../../core/voice/rerank.ts'
import type { Chat, Message } from '../model/chat.ts'
import { ModelFailure } from '../model/errors.ts'
import type { RunContext } from '../runs/work.ts'
import { type CheckedDraft, type Checking, checkDraft, type Fault } from './check-draft.ts'
import { readDrafts, tellsFirst } from './draft-lines.ts'
import { markCopies } from './mark-copies.ts'
import { DRAFT_REPAIRS, type draftRequest } from './prompts/draft.ts'

export interface BeatWriting {
  context: Pick<RunContext, 'signal' | 'said'>
  chat: Chat
  request: ReturnType<typeof draftRequest>
  /** Opened while the model writes: the first word must not wait for them. */
  judges: () => Promise<DraftJudges>
  checking: Omit<Checking, keyof DraftJudges>
}

export type DraftJudges = Pick<Checking, 'judges' | 'languageOf'>

export interface WrittenBeat {
  /** The best first. */
  drafts: CheckedDraft[]
  /** Whether the first may go into the script. */
  usable: boolean
  /** For the creator, about this beat. */
  notes: string[]
}

/** All that is kept of a beat. */
const MOST_DRAFTS = 8

/**
 * Has a model write drafts of a beat and puts them in order. An answer of which nothing can be used is asked for once
 * more, with what was wrong; of one that broke off the whole sentences are used.
 * @throws ModelFailure where there was no word
 */
export async function modelBeat(writing: BeatWriting): Promise<WrittenBeat> {
  const { context, chat, request, checking } = writing
  const { signal } = context
  const notes: string[] = []
  let saying = Promise.resolve()
  const say = (text: string, anew: boolean) => {
    saying = context.said(text, { anew })
    // Whoever waits for the last hears of it; if a piece cannot be written, the draft still counts.
    saying.catch(() => {})
  }
  let judging: Promise<DraftJudges> | undefined

  async function ask(messages: Message[]): Promise<CheckedDraft[]> {
    let heard = ''
    let tell: ReturnType<typeof tellsFirst> | undefined
    const replying = chat.reply(messages, {
      ...request.options,
      signal,
      keep: ({ text }) => readDrafts(text).length > 0,
      ...(messages !== request.messages && { keptFor: request.messages }),
      heard(characters, piece) {
        if (characters === piece.length) {
          // The first piece, also of a stream that broke off and is asked for again.
          heard = ''
          let anew = true
          tell = tellsFirst(words => {
            say(words, anew)
            anew = false
          })
        }
        heard += piece
        tell?.(piece)
      },
    })
    judging ??= writing.judges()
    judging.catch(() => {})
    let text: string
    try {
      const reply = await replying
      text = reply.truncated ? wholeLines(reply.text) : reply.text
      if (reply.truncated)
        notes.push(`${checking.name} stopped in the middle of “${checking.beat.title}”: ${USED}`)
    } catch (error) {
      signal.throwIfAborted()
      const left = wholeLines(heard)
      if (!(error instanceof ModelFailure && error.outage && readDrafts(left).length > 0)) throw error
      text = left
      notes.push(`${checking.name} broke off in the middle of “${checking.beat.title}”: ${USED}`)
    }
    const all = { ...checking, ...(await judging) }
    return readDrafts(text)
      .map(parts => checkDraft(parts, all))
      .filter(({ sentences }) => sentences.length > 0)
  }

  try {
    let drafts = await ask(request.messages)
    const fault = faultOf(drafts)
    if (fault) {
      const again: Message[] = [
        ...request.messages,
        { role: 'assistant', content: textOf(drafts).slice(0, 4_000) || '…' },
        { role: 'user', content: repairFor(fault, checking.language) },
      ]
      const second = await ask(again).catch(error => {
        // What there is stays, and is told for what it is.
        if (error instanceof ModelFailure && error.outage && drafts.length > 0) return []
        throw error
      })
      drafts = [...second, ...drafts].slice(0, MOST_DRAFTS)
    }
    return inOrder(drafts)
  } finally {
    await saying.catch(() => {})
  }

  function inOrder(drafts: CheckedDraft[]): WrittenBeat {
    const order = bestFirst(drafts.map(({ judged, faults }) => ({ judged, setAside: faults.length > 0 })))
    const [best, ...rest] = order.map(place => drafts[place]!)
    if (!best) return { drafts: [], usable: false, notes }
    const copied = best.faults.length > 0 && best.faults.every(each => each === 'copied')
    const first = copied ? markCopies(best, checking.material.sources, checking.name) : best
    if (copied) notes.push(...first.says)
    const dropped = drafts.reduce((sum, each) => sum + each.dropped, 0)
    if (dropped > 0)
      notes.push(
        `${dropped === 1 ? 'One quote' : `${dropped} quotes`} that ${checking.name} gave for “${checking.beat.title}” ${dropped === 1 ? 'stands' : 'stand'} in no source that it was shown, and ${dropped === 1 ? 'was' : 'were'} not used.`,
      )
    return { drafts: [first, ...rest], usable: best.faults.length === 0 || copied, notes }
  }
}

const USED = 'what was whole by then is used.'

/** What is wrong with all of the drafts; null where one can be used. */
function faultOf(drafts: readonly CheckedDraft[]): Fault | 'nothing' | null {
  if (drafts.length === 0) return 'nothing'
  if (drafts.some(({ faults }) => faults.length === 0)) return null
  return drafts[0]!.faults[0]!
}

const repairFor = (fault: Fault | 'nothing', language: string | null): string =>
  fault === 'language' ? DRAFT_REPAIRS.language(language ?? 'en') : DRAFT_REPAIRS[fault]

const textOf = (drafts: readonly CheckedDraft[]): string =>
  drafts[0]?.sentences.map(({ text }) => `- ${text}`).join('\n') ?? ''

/** Of a text that broke off: without the line that it broke off in, or of one line without the sentence. */
const wholeLines = (text: string): string =>
  text.includes('\n') ? text.slice(0, text.lastIndexOf('\n') + 1) : (/^[\s\S]*[.!?…]/.exec(text)?.[0] ?? '')
