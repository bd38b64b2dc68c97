// What the reader chose (theme, text size, marks, keys) holds before anything is painted; so does what scripts answer to.
document.documentElement.dataset.scripted = "";
for (const [name, values] of Object.entries({ theme: ["light", "dark"], size: ["small", "large"], marks: ["all", "none"], keys: ["off"] })) {
  try {
    const { schema, value } = JSON.parse(localStorage.getItem("sidelight/{{site}}/settings/" + name)) ?? {};
    if (schema === 1 && values.includes(value)) document.documentElement.dataset[name] = value;
  } catch {
    // Storage is refused here, or what it holds is not ours: the page looks as it does by default.
  }
}
