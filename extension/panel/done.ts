import type { Result } from '../../core/contract/result.ts'

/** Why something that the creator asked for did not come about; `message` says what happened and what to do. */
export type Failure = { code: string; message: string; requestId?: string }
export type Done<Value = void> = Promise<Result<Value, Failure>>
