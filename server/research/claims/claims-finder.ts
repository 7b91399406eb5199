import type { BriefMethod, OpenQuestion } from '../../../core/contract/brief.ts'
import type { WritingContext } from '../brief-writer.ts'
import type { Material } from '../material.ts'
import type { Ranking } from '../ranking.ts'
import type { Said } from './candidates.ts'
import { extractiveClaims, ROUGH_NAME } from './extractive-claims.ts'
import type { FoundClaim } from './found.ts'
import type { Names } from './names.ts'
import type { Voices } from './voices.ts'

/** The sources of a project, read. */
export interface ReadSources {
  material: Material
  ranking: Ranking
  voices: Voices
  /** Every statement, in the order of the ranking's sentences. */
  said: Said[]
  names: Names
}

export interface FoundClaims {
  claims: FoundClaim[]
  /** Beside those that the sources show by themselves. */
  questions: OpenQuestion[]
  method: BriefMethod
  rough: boolean
  /** Sentences for the creator about how they came to be. */
  notes: string[]
}

/** Finds what sources claim. The only difference between finding with a model and without is who this is. */
export type ClaimsFinder = (read: ReadSources, context: WritingContext) => Promise<FoundClaims>

/** Without a model: nothing is understood, and it says so. */
export const roughFinder: ClaimsFinder = async ({ said, ranking, voices }, { breathe }) => ({
  claims: await extractiveClaims(said, ranking, voices, breathe),
  questions: [],
  method: { by: 'extractive', name: ROUGH_NAME },
  rough: true,
  notes: [
    'Found without a model, by words and numbers alone: what says the same in other words stands apart, and some of it may not be worth checking.',
  ],
})
