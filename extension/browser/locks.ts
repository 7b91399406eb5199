/** Only one context of the extension at a time holds a name. Freed when its context dies. */
export interface Locks {
  hold<Value>(name: string, work: () => Promise<Value>): Promise<Value>
}

export const browserLocks = (): Locks => ({
  hold: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
})
