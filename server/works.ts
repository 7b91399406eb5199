import type { Logger } from 'pino'
import { newId } from '../core/contract/id.ts'
import type { Capabilities } from '../core/contract/server.ts'
import type { ModelConfig } from './config.ts'
import { briefWork } from './research/brief-work.ts'
import { extractiveWriter } from './research/extractive-brief.ts'
import type { RunWorks } from './runs/work.ts'
import { ingest } from './sources/ingest.ts'

/** What each kind of run does. The one place that decides who writes: the model that is configured, or none. */
export function createWorks(
  config: ModelConfig | null,
  _log?: Logger,
): { works: RunWorks; model: Capabilities['model'] } {
  const writer = extractiveWriter
  return {
    works: { ingest, brief: briefWork({ writer, clock: () => new Date(), ids: newId }) },
    model: config && { name: config.model, host: new URL(config.baseUrl).host },
  }
}
