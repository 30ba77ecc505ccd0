// While work is under way, the page looks again by itself; without this script there is a link for it.
setTimeout(() => location.reload(), 2500);
