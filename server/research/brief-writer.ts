import type { BriefMethod, Disagreement, OpenQuestion, Theme } from '../../core/contract/brief.ts'
import type { ModelRun } from '../model/models.ts'
import type { Material } from './material.ts'

/** A brief as its writer leaves it: every citation in it was cut out of a stored source. */
export interface WrittenBrief {
  themes: Theme[]
  disagreements: Disagreement[]
  questions: OpenQuestion[]
  method: BriefMethod
  /** Sentences for the creator about how it came to be. */
  notes: string[]
}

export interface WritingContext {
  /** For which a model is called. */
  run: ModelRun
  signal: AbortSignal
  /** Says what is being done; not how far it is. */
  tell(label: string): Promise<void>
  /** Does it once a run, however often the run is taken up. */
  step<Output>(name: string, make: () => Promise<Output>): Promise<Output>
  /** Lets other requests have their turn. */
  breathe(): Promise<void>
}

/** Writes a brief from material. The only difference between a brief with a model and one without is who this is. */
export type BriefWriter = (material: Material, context: WritingContext) => Promise<WrittenBrief>
