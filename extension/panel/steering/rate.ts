/** Times in 1,000 words, as short as it tells something: "0", "<0.1", "0.4", "12". */
export function rate(per1000: number): string {
  if (per1000 === 0) return '0'
  if (per1000 < 0.05) return '<0.1'
  return per1000 < 10 ? per1000.toFixed(1) : String(Math.round(per1000))
}
