import type { Citation, Disagreement, OpenQuestion, Statement, Theme } from '../../core/contract/brief.ts'
import { cite } from '../../core/evidence/cite.ts'
import type { BriefWriter, WrittenBrief } from './brief-writer.ts'
import { type Contradiction, clearest, contradictions } from './disagreements.ts'
import type { Material, Sentence } from './material.ts'
import { mmr } from './mmr.ts'
import { gaps } from './open-questions.ts'
import { type RankedSentence, type Ranking, rank } from './ranking.ts'
import { cosine } from './tf-idf.ts'
import { titlesOf } from './theme-title.ts'
import { type Cluster, cluster } from './themes.ts'

export const EXTRACTIVE_NAME = 'LexRank (Erkan & Radev 2004) with MMR (Carbonell & Goldstein 1998)'

const MOST_STATEMENTS = 24
const FEWEST_OF_THEME = 2
const MOST_OF_THEME = 6
const LAMBDA = 0.68
/** Of what leans on the sentence before it or speaks of the speaker, only what is left when there is nothing better. */
const STANDS_ALONE = 0.5
/** Less like the theme's middle than this, a sentence was only put there because it had to go somewhere. */
const BELONGS = 0.12
/** As alike as this, another source's sentence stands beside the statement as a second witness. */
const WITNESS = 0.5
/** As alike as this, it is the same statement again. */
const SAME = 0.55

/**
 * The brief without a model: nothing in it is written, every statement is a sentence of a source. Sentences of all
 * sources are ranked by LexRank, grouped into themes, and of each theme those are taken that are central and differ
 * from one another (MMR). Deterministic: the same sources give the same brief.
 */
export const extractiveWriter: BriefWriter = async (material, { breathe }) => {
  const ranking = rank(material)
  await breathe()
  return {
    ...(await extractiveBrief(material, ranking, breathe)),
    method: { by: 'extractive', name: EXTRACTIVE_NAME },
    notes: [],
  }
}

export async function extractiveBrief(
  material: Material,
  ranking: Ranking,
  breathe: () => Promise<void>,
): Promise<Pick<WrittenBrief, 'themes' | 'disagreements' | 'questions'>> {
  const languageOf = (source: number) => material.sources[source]!.language
  const citing = (sentence: Sentence) =>
    cite(material.sources[sentence.source]!, sentence.start, sentence.end)
  const against = contradictions(ranking, languageOf)
  await breathe()
  const clusters = await cluster(ranking.sentences, breathe)
  return {
    themes: themesOf(material, ranking, clusters, against, citing, languageOf),
    disagreements: clearest(against).map(
      ({ a, b, about, why }): Disagreement => ({ about, why, sides: [citing(a), citing(b)] }),
    ),
    questions: gaps(material, ranking).map(
      ({ question, why, evidence }): OpenQuestion => ({ question, why, citations: evidence.map(citing) }),
    ),
  }
}

function themesOf(
  { sources }: Material,
  ranking: Ranking,
  found: Cluster[],
  against: Contradiction[],
  citing: (sentence: Sentence) => Citation,
  languageOf: (source: number) => string | null,
): Theme[] {
  const clusters = found.toSorted((a, b) => weightOf(b) - weightOf(a))
  const titles = titlesOf(clusters, languageOf)
  const said: RankedSentence[] = []
  return clusters.flatMap((group, i) => {
    const count = shareOf(group, clusters)
    const picked = statementsOf(group, count, said, sources.length)
    said.push(...picked)
    const statements = picked.map(
      (sentence): Statement => ({
        state: 'quoted',
        text: sentence.text,
        citations: [sentence, ...witnesses(sentence, ranking, against)].map(citing),
      }),
    )
    return statements.length > 0 ? [{ title: titles[i]!, statements }] : []
  })
}

const weightOf = ({ members }: Cluster) =>
  members.reduce((sum, { score }) => sum + score, 0) *
  Math.sqrt(new Set(members.map(({ source }) => source)).size)

function shareOf(group: Cluster, clusters: Cluster[]): number {
  const all = clusters.reduce((sum, { members }) => sum + members.length, 0)
  const share = Math.round((MOST_STATEMENTS * group.members.length) / all)
  return Math.min(MOST_OF_THEME, Math.max(FEWEST_OF_THEME, share))
}

function statementsOf(
  group: Cluster,
  count: number,
  said: RankedSentence[],
  sources: number,
): RankedSentence[] {
  const fresh = group.members.filter(
    ({ vector, context, terms }) =>
      new Set(terms).size >= 3 &&
      cosine(context, group.centroid) >= BELONGS &&
      !said.some(other => cosine(other.vector, vector) >= SAME),
  )
  const good = fresh.filter(({ quality }) => quality >= STANDS_ALONE)
  const most = Math.max(...fresh.map(({ score }) => score), Number.MIN_VALUE)
  const picked = mmr(good.length >= FEWEST_OF_THEME ? good : fresh, {
    count,
    lambda: LAMBDA,
    relevance: ({ score, vector }) => 0.65 * (score / most) + 0.35 * cosine(vector, group.centroid),
    similarity: (a, b) => cosine(a.vector, b.vector) * 1.6,
    penalty: ({ source }, chosen) =>
      sources > 1 ? Math.min(0.5, 0.17 * chosen.filter(other => other.source === source).length) : 0,
  })
  return picked.filter(
    (sentence, i) => !picked.slice(0, i).some(other => cosine(other.vector, sentence.vector) >= SAME),
  )
}

/** Other sources that say it too; never one that says otherwise. */
function witnesses(
  sentence: RankedSentence,
  { sentences }: Ranking,
  against: Contradiction[],
): RankedSentence[] {
  const opposed = new Set(
    against.flatMap(({ a, b }) =>
      a.index === sentence.index ? [b.index] : b.index === sentence.index ? [a.index] : [],
    ),
  )
  return sentence.support
    .filter(({ index, similarity }) => similarity >= WITNESS && !opposed.has(index))
    .map(({ index }) => sentences[index]!)
    .slice(0, 4)
}
