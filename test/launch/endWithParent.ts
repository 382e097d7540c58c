// Loaded into a process that is of no use to anybody when the one that started it is gone, however that went.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 1000).unref();
