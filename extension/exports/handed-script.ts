import { z } from 'zod'
import { limits } from '../../core/contract/limits.ts'
import { ScriptState } from '../../core/contract/script.ts'
import type { Area } from '../browser/storage.ts'

const Pace = z.object({
  speech: z.number().positive(),
  overall: z.number().positive(),
  pauseMs: z.number().nonnegative(),
  breathWords: z.number().positive(),
  from: z.enum(['measured', 'usual']),
})

/** A script on its way to a page of ours: in the browser's memory, never in an address. */
export const HandedScript = z.object({
  title: z.string().min(1).max(limits.titleChars),
  state: ScriptState,
  pace: Pace,
})
export type HandedScript = z.infer<typeof HandedScript>

const key = 'handed-script'

export const handScript = (session: Area, script: HandedScript): Promise<void> => session.set(key, script)

/** What was handed over last; null where nothing was, or the browser was restarted since. */
export async function handedScript(session: Pick<Area, 'get'>): Promise<HandedScript | null> {
  const parsed = HandedScript.safeParse(await session.get(key))
  return parsed.success ? parsed.data : null
}
