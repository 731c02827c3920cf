using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

internal sealed class SupportProgrammeTaskSource(IAppDbContext db, SupportProgrammeAccess access)
    : TaskSourceOf<SupportProgramme, SupportProgrammeId>(db, access.Readable)
{
    public override string Kind => SupportProgrammeRules.Kind;

    public override string Path => "/v1/support-programmes";
}
