using PupilSupport.Application.Notices;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Tells practitioners that a programme is theirs now, or a colleague's.</summary>
internal sealed class SupportProgrammeNotices(INotices notices)
{
    public void Allocated(SupportProgramme programme)
    {
        if (programme.PractitionerId is { } practitioner)
        {
            Tell(practitioner, NoticeKind.SupportProgrammeAllocated, programme);
        }
    }

    public void HandedOver(SupportProgramme programme, StaffId? before)
    {
        Allocated(programme);
        if (before is { } former)
        {
            Tell(former, NoticeKind.SupportProgrammeHandedOver, programme);
        }
    }

    private void Tell(StaffId staff, NoticeKind kind, SupportProgramme programme)
    {
        var urgency = programme.Priority == SupportProgrammePriority.Urgent ? NoticeUrgency.Urgent : NoticeUrgency.Normal;
        notices.Tell(staff, new NoticeAbout(kind, programme.Id.Value, programme.SchoolId, urgency));
    }
}
