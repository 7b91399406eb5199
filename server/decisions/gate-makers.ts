import type { Gate } from '../../core/contract/decision.ts'
import type { Fence } from '../model/fence.ts'
import type { StructuredRequest } from '../model/structured.ts'
import type { DraftOption } from './draft-option.ts'
import type { Ground } from './ground.ts'
import { type ReadOptions, readAngles, readHooks, readOutlines } from './model-options.ts'
import { ANGLE_PROMPT_VERSION, AngleAnswer, angleRequest } from './prompts/angle.ts'
import { HOOK_PROMPT_VERSION, HookAnswer, hookRequest } from './prompts/hook.ts'
import { OUTLINE_PROMPT_VERSION, OutlineAnswer, outlineRequest } from './prompts/outline.ts'
import { roughAngles } from './rough-angles.ts'
import { roughHooks } from './rough-hooks.ts'
import { roughOutlines } from './rough-outlines.ts'

/** One request to a model and what is kept of its answer. */
export interface Asked {
  ask: Omit<StructuredRequest<unknown>, 'signal' | 'worth'>
  /** @param answer as the schema has it */
  read(answer: unknown): ReadOptions
}

/** How the options of a gate are made. */
export interface GateMaker {
  promptVersion: string
  /** Method and version of what is made without a model. */
  roughName: string
  /** More than are wanted, the likeliest first. */
  rough(ground: Ground): DraftOption[]
  asked(ground: Ground, fence: Fence): Asked
}

export const makers: Record<Gate, GateMaker> = {
  angle: {
    promptVersion: ANGLE_PROMPT_VERSION,
    roughName: 'angles from what was found, 1',
    rough: roughAngles,
    asked(ground, fence) {
      const { ask, shown } = angleRequest(ground, fence)
      return { ask, read: answer => readAngles(AngleAnswer.parse(answer), ground, shown) }
    },
  },
  outline: {
    promptVersion: OUTLINE_PROMPT_VERSION,
    roughName: 'the same matter in different orders, 1',
    rough: roughOutlines,
    asked(ground, fence) {
      const { ask, shown } = outlineRequest(ground, fence)
      return { ask, read: answer => readOutlines(OutlineAnswer.parse(answer), ground, shown) }
    },
  },
  hook: {
    promptVersion: HOOK_PROMPT_VERSION,
    roughName: 'hooks from literal quotes, 1',
    rough: roughHooks,
    asked(ground, fence) {
      const { ask, shown } = hookRequest(ground, fence)
      return { ask, read: answer => readHooks(HookAnswer.parse(answer), ground, shown) }
    },
  },
}
