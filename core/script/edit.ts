import type { ScriptOp } from '../contract/script.ts'

type Without<Op, Keys extends PropertyKey> = Op extends unknown ? Omit<Op, Keys> : never

/** A change as who makes it says it: its id, time and maker are added by whoever keeps the script. */
export type ScriptEdit = Without<ScriptOp, 'id' | 'at' | 'by'>
