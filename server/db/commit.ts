import type { TransactionSql } from 'postgres'

/**
 * Lets this transaction's commit be told before it is on disk. Only for what is made again from what is there, such as
 * passages from their source: after a crash of the database it may be missing, always with everything that was committed
 * later. A commit that waits costs a write through to the disk, which is what a small machine has least of.
 */
export async function commitBeforeDisk(tx: TransactionSql): Promise<void> {
  await tx`select set_config('synchronous_commit', 'off', true)`
}
