import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { newId } from '../core/contract/id.ts'
import type { Capabilities } from '../core/contract/server.ts'
import type { ModelConfig } from './config.ts'
import { openChat } from './model/chat.ts'
import { structured } from './model/structured.ts'
import { briefWork } from './research/brief-work.ts'
import type { BriefWriter } from './research/brief-writer.ts'
import { extractiveWriter } from './research/extractive-brief.ts'
import { modelWriter } from './research/model-brief.ts'
import type { RunWorks } from './runs/work.ts'
import { ingest } from './sources/ingest.ts'
import { openMeasuring } from './voices/measuring.ts'
import { profileWork } from './voices/profile-work.ts'

/** What each kind of run does. */
export function createWorks(
  config: ModelConfig | null,
  log: Logger,
): { works: RunWorks; model: Capabilities['model'] } {
  return {
    works: {
      ingest,
      brief: briefWork({ writer: briefWriter(config, log), clock: () => new Date(), ids: newId }),
      profile: profileWork({ openMeasuring, clock: () => new Date(), log }),
    },
    model: config && { name: config.model, host: new URL(config.baseUrl).host },
  }
}

/** The one place that decides who writes: the model that is configured, or none. */
function briefWriter(config: ModelConfig | null, log: Logger): BriefWriter {
  if (!config) return extractiveWriter
  const chat = openChat(config, { log })
  return modelWriter({
    structured: structured(chat),
    model: chat.model,
    log,
    fence: () => randomBytes(8).toString('hex'),
  })
}
