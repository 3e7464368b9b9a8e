/** The browser under test, for what only one of them can do. */
export const BROWSER = process.env.BROWSER ?? 'chromium';
