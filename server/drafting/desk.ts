import { setImmediate } from 'node:timers/promises'
import type { Citation } from '../../core/contract/brief.ts'
import type { Angle, Plan } from '../../core/contract/decision.ts'
import type { Steering } from '../../core/contract/voice.ts'
import { type CitableSource, citableSource } from '../../core/evidence/cite.ts'
import { whoSays } from '../../core/evidence/who-says.ts'
import { withholdInTurns } from '../../core/machine-words/withhold.ts'
import { paceOfVoice, type SpeakingPace, usualPace } from '../../core/script/timing.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { planOf, requireBranch, type StoredBranch, standingDecisions } from '../decisions/branches.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { type SourceText, sourceTexts } from '../sources/texts.ts'
import { steeringBy } from '../voices/steering.ts'
import { measuredVersion } from '../voices/versions.ts'
import { voiceVideos } from '../voices/voices.ts'
import type { DraftVoice } from './judges.ts'

/** A source that may be quoted in a draft, under the name that a model is to give it. */
export interface DraftSource extends CitableSource {
  /** `S1`, `K1` for what the creator knows themselves. */
  ref: string
}

export interface Shelf {
  /** What the creator knows themselves. */
  own: readonly SourceText[]
  /** Those of these ids that are there, ready to be quoted. */
  take(ids: ReadonlySet<string>): Promise<DraftSource[]>
}

/** All that the drafts of a script are written from, but the script itself. */
export interface DraftDesk {
  branch: StoredBranch
  plan: Plan
  angle: Angle | null
  /** BCP 47; what the script is written in. null: nobody can tell. */
  language: string | null
  voice: DraftVoice | null
  /** null without a voice, and of one that has too little. */
  steering: Steering | null
  pace: SpeakingPace
  shelf: Shelf
  /** What is to be known of the voice, as sentences. */
  remarks: string[]
}

/** @throws ApiError `not_found` where the branch is not there */
export async function readDesk(
  { database, accountId }: { database: Database; accountId: string },
  branchId: string,
): Promise<DraftDesk> {
  const read = await asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    const [plan, decided, texts] = [
      await planOf(tx, branch.projectId),
      await standingDecisions(tx, branchId),
      await sourceTexts(tx, branch.projectId),
    ]
    const videos = plan.voiceId ? await voiceVideos(tx, plan.voiceId) : null
    return { branch, plan, decided, texts, videos }
  })
  const { branch, plan, decided, texts } = read
  const angle = decided.angle?.content.gate === 'angle' ? decided.angle.content.angle : null
  const remarks: string[] = []
  const voice = await voiceOf(read)
  const steering =
    voice && voice.newest.readiness !== 'too_little'
      ? await steeringBy(
          database,
          accountId,
          voice.newest,
          angle && `${angle.title} ${angle.promise}`.slice(0, 1_000),
        )
      : null
  if (!plan.voiceId)
    remarks.push(
      'No voice is chosen for this project: this is written in nobody’s voice, and not judged by one.',
    )
  else if (!voice)
    remarks.push(
      'The voice of this project has not been measured: this is written without it, and not judged.',
    )
  else if (!steering)
    remarks.push(
      'The voice of this project has too few videos to steer by: this is written without it, and not judged.',
    )
  const written = angle ? `${angle.title} ${angle.promise}` : texts.map(({ title }) => title).join('. ')
  return {
    ...{ branch, plan, angle, voice, steering, remarks },
    language: steering?.language ?? mostly(texts) ?? likelyLanguage(written),
    pace: voice ? paceOfVoice(voice.newest.profile) : usualPace,
    shelf: shelfOf(texts),
  }

  async function voiceOf({ videos }: typeof read): Promise<DraftVoice | null> {
    if (!plan.voiceId || !videos) return null
    const newest = await measuredVersion(database, accountId, plan.voiceId)
    return newest && { ...videos, newest }
  }
}

/** The project's sources by name. What is taken from the shelf is read once. */
function shelfOf(texts: readonly SourceText[]): Shelf {
  const counts = { S: 0, K: 0 }
  const named = texts.map(text => {
    const kind = text.kind === 'knowledge' ? 'K' : 'S'
    counts[kind] += 1
    return { ref: `${kind}${counts[kind]}`, text }
  })
  const read = new Map<string, Promise<DraftSource>>()
  const readNow = async ({ ref, text }: (typeof named)[number]): Promise<DraftSource> => {
    const withheld = await withholdInTurns(text.text, () => setImmediate())
    return Object.assign(citableSource({ ...text, who: whoSays(text), withheld }), { ref })
  }
  return {
    own: named.filter(({ text }) => text.kind === 'knowledge').map(({ text }) => text),
    async take(ids) {
      const wanted = named.filter(({ text }) => ids.has(text.id))
      for (const one of wanted) if (!read.has(one.text.id)) read.set(one.text.id, readNow(one))
      return Promise.all(wanted.map(({ text }) => read.get(text.id)!))
    },
  }
}

/** The language that most of the sources say that they are in. */
function mostly(texts: readonly SourceText[]): string | null {
  const counts = new Map<string, number>()
  for (const { text, language } of texts) {
    const said = language ?? likelyLanguage(text.slice(0, 4_000))
    if (said) counts.set(said, (counts.get(said) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a)
  return best && best[1] * 2 > texts.length ? best[0] : null
}

/** Whether a citation is the creator's own word. */
export const isOwnWord = ({ sourceKind }: Pick<Citation, 'sourceKind'>): boolean => sourceKind === 'knowledge'
