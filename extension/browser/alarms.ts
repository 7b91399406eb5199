/** Wake-ups that outlive the worker. The shortest period of the browser is half a minute. */
export interface Alarms {
  every(name: string, minutes: number): Promise<void>
  once(name: string, minutes: number): Promise<void>
  clear(name: string): Promise<void>
}

export function chromeAlarms(): Alarms {
  return {
    async every(name, minutes) {
      const alarm = await chrome.alarms.get(name)
      // Making it anew would push the next ring away, for ever if clips come often enough.
      if (alarm?.periodInMinutes !== minutes) await chrome.alarms.create(name, { periodInMinutes: minutes })
    },
    once: (name, minutes) => chrome.alarms.create(name, { delayInMinutes: minutes }),
    async clear(name) {
      await chrome.alarms.clear(name)
    },
  }
}
