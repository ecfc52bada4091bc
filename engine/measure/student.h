// SPDX-License-Identifier: MIT
// student.h: Student's t distribution, and what stands below it. Any thread.
#pragma once

// Both tails together beyond |t|: the p of a two-sided test. df > 0, whole or not.
double student_tails(double t, double df);

// The t > 0 beyond which both tails together hold `share`, 0 < share < 1.
double student_limit(double share, double df);
