/** Runs something after so many milliseconds, unless what it returns is called before. */
export function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
