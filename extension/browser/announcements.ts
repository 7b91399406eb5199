/** What one context of the extension tells the others. Only hints: the truth is in IndexedDB and on the server. */
export type Announcement =
  /** What waits on this computer has changed. */
  | { kind: 'outbox' }
  /** Something of this project reached the server. */
  | { kind: 'sent'; projectId: string }
  /** The server did not answer when something was sent. */
  | { kind: 'unreached' }
  /** Something of the creator's own channel has changed on this computer. */
  | { kind: 'channel' }
  /** A script is open in another context: who dies of the two leaves what waits to the other. */
  | { kind: 'script'; branchId: string; documentId: string }
  /** A gesture outside the panel opened this tab's page to us. */
  | { kind: 'granted'; tabId: number }

export interface Announcements {
  tell(announcement: Announcement): void
  onTold(heard: (announcement: Announcement) => void): () => void
}

/** Over BroadcastChannel, which reaches no other extension and no page. A context hears itself too. */
export function channelAnnouncements(name = 'ownwords'): Announcements {
  const out = new BroadcastChannel(name)
  return {
    tell: announcement => out.postMessage(announcement),
    onTold(heard) {
      // A channel is deaf to itself: a second one of the same name hears this context as well.
      const channel = new BroadcastChannel(name)
      channel.onmessage = event => heard(event.data as Announcement)
      return () => channel.close()
    },
  }
}
