// SPDX-License-Identifier: MIT
// spoken.c: the lengths of the spoken lines.
#include "tiptoe/spoken.h"

#include "tiptoe/game.h"

#include <string.h>

// X(line, tenths of a second). A new line of assets/speech/speech.txt, or a new game's invitation,
// gets its row here; test_audio_sounds says how long it is.
// clang-format off
#define SPOKEN_LIST(X) \
    X(welcome, 32)                                                                                 \
    X(stand_here, 16)                                                                              \
    X(sit_here, 32)                                                                                \
    X(step_back, 22)                                                                               \
    X(step_closer, 22)                                                                             \
    X(step_left, 23)                                                                               \
    X(step_right, 24)                                                                              \
    X(hold_still, 32)                                                                              \
    X(sit_still, 34)                                                                               \
    X(arms_out, 41)                                                                                \
    X(where_are_you, 43)                                                                           \
    X(one_player, 31)                                                                              \
    X(way_back, 29)                                                                                \
    X(all_right, 35)                                                                               \
    X(found_you, 14)                                                                               \
    X(ready, 26)                                                                                   \
    X(left_hand, 28)                                                                               \
    X(right_hand, 28)                                                                              \
    X(both_hands, 25)                                                                              \
    X(either_hand, 23)                                                                             \
    X(take_turns, 40)                                                                              \
    X(well_done, 10)                                                                               \
    X(tall_giraffe, 30)                                                                            \
    X(sat_tall, 30)                                                                                \
    X(wonderful_try, 22)                                                                           \
    X(long_reach, 21)                                                                              \
    X(own_best, 21)                                                                                \
    X(kept_going, 35)                                                                              \
    X(good_listening, 13)                                                                          \
    X(slowly, 33)                                                                                  \
    X(halfway, 22)                                                                                 \
    X(last_one, 31)                                                                                \
    X(pause, 28)                                                                                   \
    X(we_stop, 23)                                                                                 \
    X(go_on, 14)                                                                                   \
    X(rest_time, 31)                                                                               \
    X(breathe, 50)                                                                                 \
    X(finished, 29)                                                                                \
    X(goodbye, 30)                                                                                 \
    X(sticker, 20)                                                                                 \
    X(choose, 25)                                                                                  \
    X(feeling, 24)                                                                                 \
    X(checkup_stand, 39)                                                                           \
    X(checkup_closed, 40)                                                                          \
    X(checkup_sit, 38)                                                                             \
    X(checkup_right_leg, 42)                                                                       \
    X(checkup_left_leg, 42)                                                                        \
    X(checkup_reach_right, 48)                                                                     \
    X(checkup_reach_left, 48)                                                                      \
    X(checkup_lean_right, 46)                                                                      \
    X(checkup_lean_left, 45)                                                                       \
    X(checkup_right_hand, 50)                                                                      \
    X(checkup_left_hand, 50)                                                                       \
    X(checkup_drum, 28)                                                                            \
    X(checkup_turns, 35)                                                                           \
    X(checkup_squat, 42)                                                                           \
    X(checkup_raise_right, 42)                                                                     \
    X(checkup_raise_left, 42)                                                                      \
    X(checkup_right_more, 20)                                                                      \
    X(checkup_left_more, 20)                                                                       \
    X(checkup_right_small, 37)                                                                     \
    X(checkup_left_small, 37)                                                                      \
    X(checkup_more, 13)                                                                            \
    X(checkup_left_too, 20)                                                                        \
    X(checkup_to_left, 18)                                                                         \
    X(checkup_rest, 47)                                                                            \
    X(flamingo_lift, 23)                                                                           \
    X(flamingo_knee, 28)                                                                           \
    X(flamingo_wing, 25)                                                                           \
    X(raft_lean, 32)                                                                               \
    X(raft_lean_seated, 33)                                                                        \
    X(raft_captain, 41)                                                                            \
    X(star_step, 34)                                                                               \
    X(star_touch, 26)                                                                              \
    X(star_home, 40)                                                                               \
    X(star_row, 26)                                                                                \
    X(rope_apart, 30)                                                                              \
    X(rope_together, 28)                                                                           \
    X(rope_semi, 26)                                                                               \
    X(rope_tandem, 35)                                                                             \
    X(rope_stand, 21)                                                                              \
    X(rope_tall, 29)                                                                               \
    X(monster_look, 19)                                                                            \
    X(monster_now, 12)                                                                             \
    X(monster_same, 46)                                                                            \
    X(good_rhythm, 25)                                                                             \
    X(drum_listen, 29)                                                                             \
    X(comet_home, 32)                                                                              \
    X(comet_wait, 41)                                                                              \
    X(rainbow_grows, 52)                                                                           \
    X(rainbow_blue, 25)                                                                            \
    X(rainbow_orange, 26)                                                                          \
    X(end_rainbow_cross, 29)                                                                       \
    X(rocket_squat_down, 32)                                                                       \
    X(rocket_push_up, 37)                                                                          \
    X(rocket_stand_up, 35)                                                                         \
    X(rocket_strong, 35)                                                                           \
    X(end_rocket_squat, 22)                                                                        \
    X(snail_follow, 45)                                                                            \
    X(snail_nose, 38)                                                                              \
    X(end_snail_trail, 32)                                                                         \
    X(statue_dance, 48)                                                                            \
    X(statue_stone, 26)                                                                            \
    X(end_bubble_garden, 20)                                                                       \
    X(end_flamingo_pond, 37)                                                                       \
    X(end_river_raft, 31)                                                                          \
    X(end_stepping_stars, 36)                                                                      \
    X(end_stepping_stars_hare, 35)                                                                 \
    X(end_stepping_stars_swan, 36)                                                                 \
    X(end_comet_keeper, 23)                                                                        \
    X(end_drum_twins, 26)                                                                          \
    X(end_monster_mirror, 24)                                                                      \
    X(end_tightrope_town, 22)                                                                      \
    X(end_statue_sleepover, 23)                                                                    \
    X(sticker, 20)                                                                                 \
    X(long_reach_2, 30)                                                                            \
    X(long_reach_3, 23)                                                                            \
    X(long_reach_4, 36)                                                                            \
    X(long_reach_5, 27)                                                                            \
    X(comet_home_2, 33)                                                                            \
    X(comet_home_3, 31)                                                                            \
    X(comet_home_4, 37)                                                                            \
    X(comet_home_5, 29)                                                                            \
    X(good_rhythm_2, 34)                                                                           \
    X(good_rhythm_3, 25)                                                                           \
    X(good_rhythm_4, 30)                                                                           \
    X(good_rhythm_5, 31)                                                                           \
    X(tall_giraffe_2, 30)                                                                          \
    X(tall_giraffe_3, 42)                                                                          \
    X(tall_giraffe_4, 35)                                                                          \
    X(tall_giraffe_5, 31)                                                                          \
    X(sat_tall_2, 30)                                                                              \
    X(sat_tall_3, 30)                                                                              \
    X(sat_tall_4, 35)                                                                              \
    X(sat_tall_5, 28)                                                                              \
    X(monster_same_2, 24)                                                                          \
    X(monster_same_3, 36)                                                                          \
    X(monster_same_4, 21)                                                                          \
    X(monster_same_5, 32)                                                                          \
    X(rainbow_grows_2, 25)                                                                         \
    X(rainbow_grows_3, 30)                                                                         \
    X(rainbow_grows_4, 34)                                                                         \
    X(rainbow_grows_5, 30)                                                                         \
    X(raft_captain_2, 34)                                                                          \
    X(raft_captain_3, 43)                                                                          \
    X(raft_captain_4, 35)                                                                          \
    X(raft_captain_5, 38)                                                                          \
    X(rocket_strong_2, 46)                                                                         \
    X(rocket_strong_3, 27)                                                                         \
    X(rocket_strong_4, 37)                                                                         \
    X(rocket_strong_5, 27)                                                                         \
    X(slowly_2, 35)                                                                                \
    X(slowly_3, 36)                                                                                \
    X(slowly_4, 44)                                                                                \
    X(slowly_5, 22)                                                                                \
    X(statue_stone_2, 27)                                                                          \
    X(statue_stone_3, 26)                                                                          \
    X(statue_stone_4, 22)                                                                          \
    X(statue_stone_5, 31)                                                                          \
    X(star_home_2, 33)                                                                             \
    X(star_home_3, 34)                                                                             \
    X(star_home_4, 29)                                                                             \
    X(star_home_5, 32)                                                                             \
    X(star_row_2, 33)                                                                              \
    X(star_row_3, 40)                                                                              \
    X(star_row_4, 31)                                                                              \
    X(star_row_5, 35)                                                                              \
    X(bubble_garden, 37)                                                                           \
    X(checkup, 34)                                                                                 \
    X(comet_keeper, 34)                                                                            \
    X(drum_twins, 25)                                                                              \
    X(flamingo_pond, 43)                                                                           \
    X(monster_mirror, 26)                                                                          \
    X(rainbow_cross, 36)                                                                           \
    X(river_raft, 42)                                                                              \
    X(rocket_squat, 46)                                                                            \
    X(snail_trail, 46)                                                                             \
    X(statue_sleepover, 43)                                                                        \
    X(stepping_stars, 35)                                                                          \
    X(tightrope_town, 40)
// clang-format on

static const struct {
    const char *line;
    uint32_t tenths;
} rows[] = {
#define X(line, tenths) { #line, tenths },
    SPOKEN_LIST(X)
#undef X
};
#define ROWS (sizeof rows / sizeof *rows)

uint32_t spoken_steps(const char *line)
{
    REQUIRE(line);
    for (size_t i = 0; i < ROWS; i++)
        if (!strcmp(line, rows[i].line)) return rows[i].tenths * GAME_STEPS_PER_SECOND / 10;
    return SPOKEN_USUAL_STEPS;
}

// A step more: where a slower voice ends is not known to the sample.
uint32_t spoken_steps_at(const char *line, uint32_t percent)
{
    uint32_t steps = spoken_steps(line);
    return percent == 0 || percent == 100 ? steps : (100 * steps + percent - 1) / percent + 1;
}

const char *spoken_line(int index)
{
    return index >= 0 && (size_t)index < ROWS ? rows[index].line : NULL;
}
