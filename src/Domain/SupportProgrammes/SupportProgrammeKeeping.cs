using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.SupportProgrammes;

/// <content>What its actions do to its pupils and allocations.</content>
public sealed partial class SupportProgramme
{
    private void Take(SupportProgrammePlan plan, DateOnly today)
    {
        (Priority, TargetSessions, PlannedEndOn) = (plan.Priority, plan.TargetSessions, plan.PlannedEndOn);
        MinutesPerWeek = Guard.InRange(plan.MinutesPerWeek, MinMinutesPerWeek, MaxMinutesPerWeek);
        Purpose = Guard.OptionalText(plan.Purpose, Limits.Text);
        GroupName = Guard.OptionalText(plan.GroupName, Limits.Title);
        EntryInstrument = Guard.OptionalText(plan.EntryInstrument, InstrumentMax);
        ExitInstrument = Guard.OptionalText(plan.ExitInstrument, InstrumentMax);
        TakePupils(plan.PupilIds, today);
    }

    private void TakePupils(IReadOnlyList<PupilId> wanted, DateOnly today)
    {
        if (!HasStarted)
        {
            _pupils.RemoveAll(p => !wanted.Contains(p.PupilId));
        }

        foreach (var gone in _pupils.Where(p => p.LeftOn is null && !wanted.Contains(p.PupilId)))
        {
            gone.LeftOn = today;
        }

        foreach (var (position, pupilId) in wanted.Index())
        {
            if (_pupils.Find(p => p.PupilId == pupilId) is not { } pupil)
            {
                _pupils.Add(pupil = new SupportProgrammePupil(this, pupilId) { JoinedOn = HasStarted ? today : null });
            }

            (pupil.Position, pupil.LeftOn) = (position, null);
        }
    }

    private Error? TooManyPupils(SupportProgrammePlan plan) =>
        HasStarted && _pupils.Select(p => p.PupilId).Union(plan.PupilIds).Count() > MaxPupilsEver ? SupportProgrammeErrors.TooManyPupils.At("/pupilIds") : null;

    private void GiveTo(StaffId practitioner, DateOnly today, string? handoverNote)
    {
        EndAllocation(today);
        _allocations.Add(new SupportProgrammeAllocation(this, _allocations.Count, practitioner, today, handoverNote));
        PractitionerId = practitioner;
    }

    private void EndAllocation(DateOnly today) => _allocations.Find(a => a.UntilOn is null)?.UntilOn = today;

    private void Finish(SupportProgrammeStatus status, DateOnly today)
    {
        (Status, EndedOn, PausedOn) = (status, today, null);
        EndAllocation(today);
    }

    private Error? Unmeasured(SupportProgrammeEnd end)
    {
        var measured = end.EndAssessments.Select(m => m.PupilId).ToHashSet();
        return this switch
        {
            _ when measured.Count < end.EndAssessments.Count => SupportProgrammeErrors.EndMeasureTwice,
            _ when !measured.IsSubsetOf(_pupils.Select(p => p.PupilId)) => SupportProgrammeErrors.EndMeasureElsewhere,
            _ when end.NoMeasureReason is not null => null,
            _ when measured.Count == 0 || _pupils.Any(p => p.LeftOn is null && !measured.Contains(p.PupilId)) => SupportProgrammeErrors.EndMeasureRequired,
            _ => null,
        };
    }

    /// <param name="orElse">What refuses it when the state alone would not.</param>
    private Error? Allowed(SupportProgrammeAction action, Error? orElse = null)
    {
        var allowed = AllowedActions();
        if (allowed.Contains(action))
        {
            return null;
        }

        var inState = SupportProgrammeRules.States.Allows(Status, action);
        return inState && orElse is not null ? orElse : StateErrors.InvalidTransition.With("allowedActions", allowed);
    }
}
