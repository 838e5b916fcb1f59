// What Datasette's own pages do not say to those who hear them: their language, where the content is, what a field is for.
document.documentElement.lang = "en";
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("section.content")?.setAttribute("role", "main");
  document.querySelector("header > nav")?.setAttribute("aria-label", "Breadcrumbs");
  document.querySelector("textarea#sql-editor")?.setAttribute("aria-label", "SQL");
});
