import type { Sender } from '../outbox/sender.ts'
import type { MomentRecord, MomentRecords } from './records.ts'

/**
 * Keeps a moment that has changed as a newer capture under its id, so that the server takes it for the newer one.
 * null where the creator has removed it meanwhile: it must not come back by what was only late.
 */
export async function changeMoment(
  { records, sender, clock }: { records: MomentRecords; sender: Pick<Sender, 'keep'>; clock: () => number },
  record: MomentRecord,
): Promise<MomentRecord | null> {
  const { capture } = record
  if (!(await records.isThere(capture))) {
    await records.drop(capture.id)
    return null
  }
  const before = Date.parse(capture.capturedAt)
  const newer = {
    ...record,
    capture: { ...capture, capturedAt: new Date(Math.max(clock(), before + 1)).toISOString() },
  }
  await records.write(newer)
  const kept = await sender.keep(newer.capture)
  if (!kept.ok) throw new Error(kept.error.message)
  return newer
}
