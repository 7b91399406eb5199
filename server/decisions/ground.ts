import { setImmediate as breathe } from 'node:timers/promises'
import type { Citation, Theme } from '../../core/contract/brief.ts'
import type { Angle, Gate, Option, Outline, Plan } from '../../core/contract/decision.ts'
import type { Claim, Evidence, GapMap } from '../../core/contract/findings.ts'
import { type CitableSource, citableSource } from '../../core/evidence/cite.ts'
import { whoSays } from '../../core/evidence/who-says.ts'
import { withholdInTurns } from '../../core/machine-words/withhold.ts'
import type { SpeakingPace } from '../../core/script/timing.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { listProjects } from '../projects/projects.ts'
import { newestBrief } from '../research/briefs.ts'
import { newestOf } from '../research/claims/findings.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { projectSources, type SourceText, sourceTexts } from '../sources/texts.ts'
import { decisionsOf, planOf, requireBranch } from './branches.ts'
import { claimsOfSources } from './claims-of-sources.ts'
import { offeredOptions } from './offered.ts'
import { offersOn } from './offers-store.ts'
import { speakingOf } from './speaking.ts'
import { standingClaims } from './standing-claims.ts'
import { type Told, toldBy } from './told.ts'

/** What options are made from. Whoever makes them, with a model or without, has this and nothing else. */
export interface Ground {
  projectId: string
  branchId: string
  gate: Gate
  wish: string | null
  /** The project's title: the creator's own words for the topic. */
  topic: string
  plan: Plan
  pace: SpeakingPace
  /** Seconds that the creator's sponsor reads take in the voice's videos; null where there are none. */
  sponsorSeconds: number | null
  /** What is decided already. */
  angle: Angle | null
  outline: Outline | null
  /** What the angle was offered with. */
  angleEvidence: Citation[]
  /** Offered at this gate before, on this way or on those that it comes from; newest first. */
  before: Option[]
  claims: Claim[]
  gapMap: GapMap | null
  questions: { question: string; why: string; citations: Citation[] }[]
  themes: Theme['title'][]
  /** What the creator told themselves. */
  told: Told[]
  /** In which quotes are looked for: where words are chosen, at the hook; else none. */
  sources: CitableSource[]
  /** That options are to be in, where it is known; null: in any. */
  language: string | null
  /** That most of the sources are in; null where nobody knows. */
  sourcesLanguage: string | null
  /** Sentences for the creator about what it rests on. */
  notes: string[]
}

export interface GroundAsked {
  branchId: string
  gate: Gate
  wish: string | null
}

/** Reads it in one transaction, so that it is of one state of the project. */
export async function readGround(
  { database, accountId, signal }: { database: Database; accountId: string; signal: AbortSignal },
  { branchId, gate, wish }: GroundAsked,
): Promise<Ground> {
  const read = await asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    const { projectId } = branch
    const standing = await decisionsOf(tx, branch)
    const optionIds = standing.angle?.optionIds ?? []
    const angleOptions = await offeredOptions(tx, projectId, 'angle', optionIds)
    return {
      projectId,
      standing,
      angleEvidence: angleOptions.flatMap(({ option }) => option.evidence),
      project: (await listProjects(tx)).find(({ id }) => id === projectId)!,
      plan: await planOf(tx, projectId),
      before: (await offersOn(tx, branchId, gate)).flatMap(({ options }) => options),
      findings: await newestOf(tx, projectId),
      brief: await newestBrief(tx, projectId),
      texts: (await sourceTexts(tx, projectId)).filter(({ ready }) => ready),
      sources: await projectSources(tx, projectId),
    }
  })
  const { projectId, standing, findings, brief, texts, project } = read
  const rest = async () => {
    signal.throwIfAborted()
    await breathe()
  }
  const notes: string[] = []
  const speaking = await speakingOf(database, accountId, read.plan)
  if (speaking.note && gate === 'outline') notes.push(speaking.note)
  const { claims, gapMap } = findings
    ? standingClaims(findings, texts)
    : { claims: await claimsOfSources(texts, rest), gapMap: null }
  notes.push(...groundNotes(texts, { findings: findings !== null, claims: claims.length }))
  const angle = standing.angle?.content.gate === 'angle' ? standing.angle.content.angle : null
  return {
    ...{ projectId, branchId, gate, wish, topic: project.title, plan: read.plan },
    ...{ pace: speaking.pace, sponsorSeconds: speaking.sponsorSeconds },
    angle,
    outline: standing.outline?.content.gate === 'outline' ? standing.outline.content.outline : null,
    ...{ angleEvidence: read.angleEvidence, before: read.before, claims, gapMap },
    questions: [...(findings?.questions ?? []), ...(brief?.questions ?? [])],
    themes: (brief?.themes ?? []).map(({ title }) => title),
    told: await toldBy(texts, read.sources, rest),
    sources: gate === 'hook' ? await quotable(texts, rest) : [],
    language:
      speaking.language ??
      likelyLanguage([project.title, angle?.title, angle?.promise].filter(Boolean).join('. ')),
    sourcesLanguage: commonest(texts.flatMap(({ language }) => language?.slice(0, 2).toLowerCase() ?? [])),
    notes,
  }
}

function groundNotes(
  texts: SourceText[],
  { findings, claims }: { findings: boolean; claims: number },
): string[] {
  if (texts.length === 0)
    return [
      'This project has no source with words yet: the options rest on its title alone. Clip some, and ask for others.',
    ]
  if (findings) return []
  return claims === 0
    ? ['The sources have no whole sentences to quote: the options rest on little.']
    : [
        'Claims were not looked for yet, so the options rest on sentences of the sources as they stand. Find claims first for better ones.',
      ]
}

/** What speaks to machines is found in turns, since a book takes its time. */
async function quotable(texts: SourceText[], rest: () => Promise<void>): Promise<CitableSource[]> {
  const sources: CitableSource[] = []
  for (const text of texts)
    sources.push(
      citableSource({ ...text, who: whoSays(text), withheld: await withholdInTurns(text.text, rest) }),
    )
  return sources
}

function commonest(words: string[]): string | null {
  const counts = [...Map.groupBy(words, word => word)].sort(([, a], [, b]) => b.length - a.length)
  return counts[0]?.[0] ?? null
}

/** All that is cited for a claim, the first side first. */
export const evidenceOf = ({ sides }: Claim): Evidence[] => sides.flatMap(({ evidence }) => evidence)

/** A citation without when it was said, and how near its source stands. */
export const citationOf = ({ when: _, tier: __, ...citation }: Evidence): Citation => citation
