import type { Hook } from '../../../core/contract/decision.ts'
import type { GateSetup } from '../decisions/gate-setup.ts'
import { HookBody } from './hook-body.tsx'
import { HookForm } from './hook-form.tsx'
import { hookKinds } from './hook-kinds.ts'
import { MixHooks } from './mix-hooks.tsx'

/** The decision on how the video begins: the last of the three. */
export const hookSetup: GateSetup<Hook> = {
  gate: 'hook',
  read: content => (content.gate === 'hook' ? content.hook : null),
  write: hook => ({ gate: 'hook', hook }),
  titleOf: hook => hookKinds[hook.kind],
  Body: HookBody,
  Form: HookForm,
  Mix: MixHooks,
}
