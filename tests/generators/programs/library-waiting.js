
// For engines that know async functions: one that waits for ever.
async function overdueReminder(reader) {
  const reminded = [reader];
  await witness.never;
  return reminded;
}
witness.never = new Promise(() => {});
witness.waiting = overdueReminder('reader 0');
