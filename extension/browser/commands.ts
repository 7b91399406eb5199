/** Keyboard shortcuts, which the creator sets in the browser. */
export interface Commands {
  /** The keys of a command as the browser writes them; null when none are set. */
  shortcut(name: string): Promise<string | null>
}

export function chromeCommands(): Commands {
  return {
    async shortcut(name) {
      const all = await chrome.commands.getAll()
      return all.find(command => command.name === name)?.shortcut || null
    },
  }
}
