/**
 * One area of the extension's storage, a value by key. There is no port for `sync` on purpose: it leaves the machine.
 * What is read may come from an older version of the extension: parse it.
 */
export interface Area {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
  /** Changes by any context of the extension, this one included. */
  onChanged(key: string, heard: (value: unknown) => void): () => void
}

/** The same with what is in it, whoever keeps it. */
export interface WholeArea extends Area {
  keys(): Promise<string[]>
}

function chromeArea(area: chrome.storage.StorageArea): WholeArea {
  return {
    get: async key => (await area.get(key))[key],
    set: (key, value) => area.set({ [key]: value }),
    remove: key => area.remove(key),
    keys: () => area.getKeys(),
    onChanged(key, heard) {
      const listener = (changes: Record<string, chrome.storage.StorageChange>) => {
        if (key in changes) heard(changes[key]?.newValue)
      }
      area.onChanged.addListener(listener)
      return () => area.onChanged.removeListener(listener)
    },
  }
}

/** On this computer, across restarts. */
export const localArea = (): WholeArea => chromeArea(chrome.storage.local)
/** In memory until the browser closes: hands things from one context to another. */
export const sessionArea = (): WholeArea => chromeArea(chrome.storage.session)
