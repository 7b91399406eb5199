type Listener = (line: Record<string, unknown>, saying: string) => void

let listener: Listener | null = null

/** From here on `hear` is told of each line that is logged as an error, until it is called with null. */
export function hearErrors(hear: Listener | null): void {
  listener = hear
}

/** Whatever is logged as an error is reported as one: nobody has to think of it twice. */
export function loggedError(line: Record<string, unknown>, saying: string): void {
  listener?.(line, saying)
}
