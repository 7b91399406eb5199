/** What the panel says to wake the queue: everything else is on disk. */
export const WAKE = 'ownwords.channel'

/** Wakes the worker for the own channel. */
export async function wakeChannelWorker(): Promise<void> {
  await chrome.runtime.sendMessage(WAKE).catch(() => {
    // No worker could be woken just now: the alarm does it.
  })
}
