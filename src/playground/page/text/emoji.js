// @ts-check

const NAMES = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 wave 👋 clap 👏 pray 🙏 muscle 💪 raised_hands 🙌 ok_hand 👌 point_right 👉 point_up ☝️ point_down 👇 raised_hand ✋ hand ✋ handshake 🤝 salute 🫡 saluting_face 🫡
smile 😄 grinning 😀 joy 😂 slightly_smiling_face 🙂 wink 😉 heart_eyes 😍 thinking_face 🤔 neutral_face 😐 cry 😢 sob 😭 scream 😱 sweat_smile 😅 sunglasses 😎 tired_face 😫 sleeping 😴 exploding_head 🤯 upside_down_face 🙃 skull 💀 robot_face 🤖 ghost 👻 eyes 👀
heart ❤️ green_heart 💚 broken_heart 💔 star ⭐ star2 🌟 sparkles ✨ fire 🔥 boom 💥 zap ⚡ tada 🎉 confetti_ball 🎊 trophy 🏆 rocket 🚀 100 💯 bulb 💡 gem 💎 crown 👑
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️ information_source ℹ️ heavy_plus_sign ➕ heavy_minus_sign ➖
red_circle 🔴 large_orange_circle 🟠 orange_circle 🟠 large_yellow_circle 🟡 yellow_circle 🟡 large_green_circle 🟢 green_circle 🟢 large_blue_circle 🔵 blue_circle 🔵 large_purple_circle 🟣 purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_brown_circle 🟤 large_red_square 🟥 red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 large_purple_square 🟪 black_large_square ⬛ white_large_square ⬜ large_blue_diamond 🔷 large_orange_diamond 🔶 small_red_triangle 🔺 small_red_triangle_down 🔻
rotating_light 🚨 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 sos 🆘 ambulance 🚑 fire_engine 🚒 police_car 🚓 construction 🚧 adhesive_bandage 🩹 syringe 💉 pill 💊 stethoscope 🩺 helmet_with_white_cross ⛑️ firefighter 🧑‍🚒 detective 🕵️ male-detective 🕵️‍♂️ sleuth_or_spy 🕵️
pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 key 🔑 closed_lock_with_key 🔐 hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ nut_and_bolt 🔩 gear ⚙️ shield 🛡️ magnet 🧲 broom 🧹 wastebasket 🗑️ package 📦 label 🏷️ bookmark 🔖 mag 🔍 mag_right 🔎 microscope 🔬 telescope 🔭 satellite 🛰️ satellite_antenna 📡 battery 🔋 electric_plug 🔌 computer 💻 desktop_computer 🖥️ keyboard ⌨️ iphone 📱 telephone_receiver 📞 phone ☎️ telephone ☎️ email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 floppy_disk 💾 cd 💿 file_cabinet 🗄️ file_folder 📁 open_file_folder 📂 page_facing_up 📄 memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋 notebook 📓 books 📚 book 📖 scroll 📜 newspaper 📰 calendar 📆 date 📅 spiral_calendar_pad 🗓️ spiral_calendar 🗓️ card_index 📇 bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 ticket 🎫 moneybag 💰 credit_card 💳 shopping_trolley 🛒 globe_with_meridians 🌐 earth_africa 🌍 cloud ☁️ rain_cloud 🌧️ snowflake ❄️ sunny ☀️ sunrise 🌅 moon 🌙 crescent_moon 🌙 rainbow 🌈 ocean 🌊 seedling 🌱 four_leaf_clover 🍀
hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ stopwatch ⏱️ timer_clock ⏲️ alarm_clock ⏰ clock1 🕐 clock3 🕒 clock9 🕘 clock12 🕛 mantelpiece_clock 🕰️ double_vertical_bar ⏸️ pause_button ⏸️ arrow_forward ▶️ fast_forward ⏩ rewind ⏪ black_square_for_stop ⏹️ repeat 🔁 arrows_counterclockwise 🔄 arrows_clockwise 🔃 twisted_rightwards_arrows 🔀 arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ arrow_lower_right ↘️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrow_heading_up ⤴️ arrow_heading_down ⤵️ back 🔙 soon 🔜 top 🔝 new 🆕 free 🆓 up 🆙 ok 🆗 cool 🆒
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ zero 0️⃣ keycap_ten 🔟 hash #️⃣
speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 speaking_head_in_silhouette 🗣️ busts_in_silhouette 👥 bust_in_silhouette 👤 man-woman-girl-boy 👨‍👩‍👧‍👦 office 🏢 house 🏠 factory 🏭 triangular_flag_on_post 🚩 checkered_flag 🏁 waving_white_flag 🏳️ crossed_flags 🎌 dart 🎯 game_die 🎲 jigsaw 🧩 art 🎨 movie_camera 🎥 camera 📷 camera_with_flash 📸 musical_note 🎵 headphones 🎧 coffee ☕ tea 🍵 beer 🍺 beers 🍻 pizza 🍕 cake 🍰 birthday 🎂 cookie 🍪 popcorn 🍿 bread 🍞
dog 🐶 cat 🐱 bug 🐛 ladybug 🐞 beetle 🪲 bee 🐝 snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 whale 🐳 penguin 🐧 owl 🦉 unicorn_face 🦄 crab 🦀 elephant 🐘 parrot 🦜 partyparrot 🦜
`;

/** @type {ReadonlyMap<string, string>} */
export const EMOJI = new Map(
  NAMES.trim()
    .split(/\s+/)
    .reduce(
      (pairs, word, i, words) => {
        if (i % 2 === 0) pairs.push([word, words[i + 1] ?? ""]);
        return pairs;
      },
      /** @type {[string, string][]} */ ([]),
    ),
);

/** The reactions offered first. */
export const COMMON = [
  "+1",
  "eyes",
  "white_check_mark",
  "pushpin",
  "fire",
  "tada",
  "pray",
  "heart",
  "thinking_face",
  "rocket",
  "warning",
  "rotating_light",
];

/** Slack's :name: as a character; a name nobody knows stays as it is. @param {string} text */
export const replaceEmoji = (text) =>
  text.replace(/:([\w+-]+):(?::skin-tone-\d:)?/g, (whole, name) => EMOJI.get(name) ?? whole);
