import { setImmediate as breathe } from 'node:timers/promises'
import type { OpenQuestion } from '../../../core/contract/brief.ts'
import type { Claim, Evidence, Findings } from '../../../core/contract/findings.ts'
import { cite } from '../../../core/evidence/cite.ts'
import { tierOfSource, tierPlace } from '../../../core/tiers/tier-of.ts'
import { asAccount } from '../../db/tenancy.ts'
import { type RunContext, RunFailure, type RunOutcome, type RunWork } from '../../runs/work.ts'
import { type SourceText, sourceTexts } from '../../sources/texts.ts'
import { ownTiers } from '../../tiers/tiers.ts'
import { awaitSources } from '../await-sources.ts'
import { tellWhatIsLeftOut } from '../left-out.ts'
import type { Material } from '../material.ts'
import { gaps } from '../open-questions.ts'
import { chosenClaims } from './chosen-claims.ts'
import type { ClaimsFinder, ReadSources } from './claims-finder.ts'
import { evidenceOf } from './evidence.ts'
import type { FoundClaim } from './found.ts'
import { gapMapOf } from './gap-map.ts'
import { mentionsOfEach, ownChannelState } from './own-channel.ts'
import type { PassageSearch } from './own-mentions.ts'
import { readForClaims } from './read-sources.ts'
import { isSingleSource } from './single-source.ts'
import { sourceNotes } from './source-notes.ts'
import { saveFindings } from './store.ts'

export interface ClaimsWorkDeps {
  finder: ClaimsFinder
  /** For what the own channel has on each claim. */
  search: PassageSearch
  clock: () => Date
  ids: () => string
  /** How long to wait for sources that do not get ready, in milliseconds. */
  patienceMs?: number
}

/**
 * The `claims` run: waits for the sources that are still being read, lists what they claim, where they part and what
 * is missing, and looks for each claim in the creator's own videos. Everything is read in one transaction, so that the
 * findings are of one state of the project; nothing is written until the run's end.
 */
export function claimsWork({ finder, search, clock, ids, patienceMs }: ClaimsWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, projectId, runId, signal, progress } = context
    if (!projectId) throw new RunFailure('no_project', 'This run names no project. Look for claims again.')
    await tellWhatIsLeftOut(context, await awaitSources(context, projectId, patienceMs), 'these findings')
    const { texts, tiers } = await asAccount(database, accountId, async tx => ({
      texts: (await sourceTexts(tx, projectId)).filter(source => source.ready),
      tiers: await ownTiers(tx),
    }))
    const rest = async () => {
      signal.throwIfAborted()
      await breathe()
    }
    const read = await readSources(context, texts, rest)
    const { material } = read
    const evidence = evidenceOf(texts, material.sources, tiers)
    const found = await finder(read, {
      run: { accountId, runId, kind: 'claims', signal },
      signal,
      breathe: rest,
      tell: label => progress({ done: 0, total: null, label }),
      step: context.step,
    })
    await rest()
    const chosen = chosenClaims(found.claims, material.sources.length)
    const questions = [...found.questions, ...openQuestions(material, read.ranking)]
    const { map, notes: mapNotes } = await gapMapOf({
      sources: material.sources,
      voices: read.voices,
      said: read.said,
      names: read.names,
      vocabulary: read.ranking.vocabulary,
      claims: found.claims,
      questions,
      rough: found.rough,
      evidence,
      breathe: rest,
    })
    const own = { database, search }
    const channel = await ownChannelState(own, accountId)
    const asked = chosen.map(claim => ({ text: claim.text, language: languageOf(claim, material) }))
    const mentions = !channel.searched
      ? []
      : await mentionsOfEach(own, accountId, asked, async done => {
          await rest()
          await progress({ done, total: asked.length, label: 'Looking through your own videos' })
        })
    const claims = chosen.map(
      (claim, i): Claim => ({ id: ids(), ...citedClaim(claim, read, evidence), own: mentions[i] ?? [] }),
    )
    const notes = [
      ...found.notes,
      ...sourceNotes(material.sources, read.voices, found.rough),
      ...mapNotes,
      ...(channel.note ? [channel.note] : []),
    ]
    for (const note of notes) await context.note(note)
    await progress({ done: chosen.length, total: chosen.length, label: 'Saving what was found' })
    const findings: Findings = {
      id: ids(),
      projectId,
      runId,
      createdAt: clock().toISOString(),
      method: found.method,
      rough: found.rough,
      sources: texts.map(text => {
        const domain = tierPlace(text)
        return {
          id: text.id,
          title: text.title,
          kind: text.kind,
          domain,
          tier: tierOfSource({ kind: text.kind, domain }, tiers),
        }
      }),
      claims,
      gapMap: map,
      questions,
      notes,
    }
    return { resultId: findings.id, save: tx => saveFindings(tx, findings) }
  }
}

async function readSources(
  { progress }: RunContext,
  texts: SourceText[],
  rest: () => Promise<void>,
): Promise<ReadSources> {
  if (texts.length === 0) {
    throw new RunFailure(
      'nothing_to_brief',
      'No source of this project could be read, so there is nothing that it could claim. Look at the sources for what went wrong, or clip another page.',
    )
  }
  const total = texts.length
  await progress({
    done: 0,
    total,
    label: `Reading ${total === 1 ? 'one source' : `${total} sources`} for claims`,
  })
  const read = await readForClaims(texts, rest)
  if (!read) {
    throw new RunFailure(
      'no_statements',
      'The sources have words but no whole sentences to quote: lists, tables or menus. Clip pages with running text.',
    )
  }
  return read
}

const languageOf = (claim: FoundClaim, { sources }: Material) =>
  sources[claim.sides[0]!.places[0]!.source]!.language

function citedClaim(
  claim: FoundClaim,
  read: ReadSources,
  evidence: (place: FoundClaim['sides'][number]['places'][number]) => Evidence,
): Omit<Claim, 'id' | 'own'> {
  return {
    kind: claim.kind,
    text: claim.text,
    sides: claim.sides.map(({ says, places }) => ({ says, evidence: places.map(evidence) })),
    parts: claim.parts,
    singleSource: isSingleSource(claim, read.material.sources),
  }
}

const openQuestions = (material: Material, ranking: ReadSources['ranking']): OpenQuestion[] =>
  gaps(material, ranking).map(({ question, why, evidence }) => ({
    question,
    why,
    citations: evidence.map(({ source, start, end }) => cite(material.sources[source]!, start, end)),
  }))
