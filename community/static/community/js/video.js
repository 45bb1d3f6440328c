// A click on a video's link puts the player in its place; without this file the link opens the video's own page.

function play(event) {
  const link = event.target.closest(".video__link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const figure = link.closest("[data-video-player]");
  const player = document.createElement("iframe");
  player.className = "video__player";
  player.src = figure.dataset.videoPlayer;
  player.title = figure.dataset.videoTitle;
  player.width = 640;
  player.height = 360;
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin-when-cross-origin";
  link.replaceWith(player);
  player.focus();
}

document.addEventListener("click", play);
