import { newId } from '../core/contract/id.ts'
import type { Capabilities } from '../core/contract/server.ts'
import type { ModelConfig } from './config.ts'
import { briefWork } from './research/brief-work.ts'
import { extractiveWriter } from './research/extractive-brief.ts'
import type { RunWorks } from './runs/work.ts'
import { ingest } from './sources/ingest.ts'

/** What each kind of run does, with the model that is configured or without one. */
export function createWorks(_config: ModelConfig | null): { works: RunWorks; model: Capabilities['model'] } {
  const writer = extractiveWriter
  return {
    works: { ingest, brief: briefWork({ writer, clock: () => new Date(), ids: newId }) },
    model: null,
  }
}
