"""Wrong versions of a solution, each changed at one place: what the checks of an exercise have to notice.

Mutation libraries rewrite the files of a project and run its test command anew for each mutant; here a mutant is a text
that the grader judges in a worker that is warm already.
"""
